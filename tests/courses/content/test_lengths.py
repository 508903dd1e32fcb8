"""How long the sections are."""

from courses.loading.drawings import drawings_check
from courses.loading.sources import CONTENT, sources_read
from exercises.faults import Fault
from exercises.format.concepts import CONCEPTS
from exercises.format.loading import LIBRARY

WORDS = range(500, 901)
FEWEST_SECTIONS = 40


def test_a_section_has_500_to_900_words() -> None:
    faults: list[Fault] = []
    sources = sources_read(CONTENT, LIBRARY, CONCEPTS, faults)
    assert sources.tree is not None
    texts, _ = sources.texts(drawings_check(sources.tree, faults), [])
    words = {key[1]: text.words for key, text in texts.rendered.items() if key[0] == "section"}
    assert len(words) >= FEWEST_SECTIONS
    assert {name: count for name, count in words.items() if count not in WORDS} == {}
