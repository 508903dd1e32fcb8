"""Concepts: each has one home, a sentence, and a place on its lesson's map."""

import re

import pytest

from courses.concept_pages import concept_entries, concept_maps
from courses.states import ConceptState
from exercises.faults import LoadRefused

pytestmark = pytest.mark.django_db

HOME = "content/newton/part-1/1.1-step.md"
OTHER = "content/newton/part-1/1.2-solving.md"
ENTRY = "content/descent/concepts/line-search.md"


def refusal(sources) -> str:
    with pytest.raises(LoadRefused) as caught:
        sources.load()
    return str(caught.value)


def test_a_concept_without_a_section_has_its_entry_on_the_concept_page(loaded, client) -> None:
    (entry,) = concept_entries(None, "descent")
    assert "Given a direction" in entry.html
    assert entry.home is None
    assert entry.url == "/lessons/descent/concepts/#concept-line-search"
    assert [link.title for link in entry.needs] == ["Newton step"]
    assert [(link.title, weight) for link, weight in entry.practises] == [("Newton step", 0.3)]
    page = client.get("/lessons/descent/concepts/").content.decode()
    assert 'id="concept-line-search"' in page
    assert "How far to go along a direction." in page


def test_a_concept_with_a_section_leads_there(loaded, client) -> None:
    step = concept_entries(None, "newton")[0]
    assert (step.home.title, step.url) == ("1.1 The Newton step", "/lessons/newton/part-1/#nw-1.1")
    assert [each.title for each in step.exercises] == ["Newton step"]
    assert 'href="/lessons/newton/part-1/#nw-1.1"' in client.get("/map/").content.decode()


def test_a_preview_says_in_a_sentence_what_a_concept_is(loaded, client) -> None:
    answer = client.get("/concepts/newton-step/preview/")
    assert "Section 1.1 The Newton step" in answer.content.decode()
    assert "katex" in answer.content.decode()
    assert "max-age" in answer["Cache-Control"]
    assert 'data-concept="newton-step"' in client.get("/lessons/descent/concepts/").content.decode()


def test_the_map_of_a_lesson_shows_its_concepts_and_what_they_need_of_others(loaded) -> None:
    maps = {each.lesson.title: each for each in concept_maps(None)}
    descent = maps["Descent"]
    assert {box.slug: box.is_foreign for box in descent.boxes} == {
        "line-search": False,
        "newton-step": True,
    }
    ((needed, slug, path),) = descent.edges
    assert (needed, slug) == ("newton-step", "line-search")
    assert re.fullmatch(r"M[\d. L]+", path)
    places = {box.slug: box.y for box in descent.boxes}
    assert places["newton-step"] < places["line-search"]
    assert (descent.count, descent.met_count, descent.known_count) == (1, 0, 0)


@pytest.mark.parametrize(
    ("know", "do", "status"),
    [
        (None, None, "new"),
        (0.9, None, "known"),
        (0.9, 0.5, "learning"),
        (0.8, 0.8, "known"),
        (None, 0.79, "learning"),
    ],
)
def test_a_concept_is_known_when_all_that_was_met_of_it_is(know, do, status) -> None:
    assert ConceptState(know, do).status == status


def test_a_long_title_is_broken_in_two_lines(sources) -> None:
    sources.replace("concepts.toml", '"Line search"', '"A line search of Armijo"')
    sources.load()
    boxes = {box.slug: box for each in concept_maps(None, "descent") for box in each.boxes}
    assert boxes["line-search"].lines == ["A line search", "of Armijo"]
    assert boxes["newton-step"].lines == ["Newton step"]


def test_a_concept_without_a_home_or_a_summary_stops_the_load(sources) -> None:
    sources.replace(HOME, "home: newton-step\n", "")
    sources.replace("concepts.toml", 'summary = "The length of the Newton step."\n', "")
    said = refusal(sources)
    assert "The concept 'newton-step' has no home" in said
    assert "The concept 'newton-decrement' has no summary." in said


def test_a_concept_with_two_homes_stops_the_load(sources) -> None:
    sources.replace(OTHER, "concepts: [newton-step]", "concepts: [newton-step]\nhome: newton-step")
    assert "is the home of 'newton-step' already." in refusal(sources)


def test_a_home_is_among_the_concepts_of_its_section_and_lesson(sources) -> None:
    sources.replace(HOME, "home: newton-step", "home: line-search")
    said = refusal(sources)
    assert "1.1-step.md:8: The home is one of the section's concepts." in said
    assert "This lesson has no concept 'line-search'." in said


def test_an_entry_has_its_concept_s_name_and_a_text(sources) -> None:
    sources.replace(ENTRY, "concept: line-search", "concept: other")
    assert "The file must be called other.md." in refusal(sources)
    sources.write(ENTRY, "---\nconcept: line-search\n---\n")
    assert "The entry has no text." in refusal(sources)
