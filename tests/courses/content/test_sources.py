"""What holds for the lesson sources as text, beyond what the loader checks."""

import re
import tomllib
from pathlib import Path

import frontmatter
import pytest

import courses

CONTENT = Path(courses.__file__).parent / "content"
SECTIONS = sorted(CONTENT.glob("*/part-*/*.md"))
ENTRIES = sorted(CONTENT.glob("*/concepts/*.md"))
# Dashes, and the accents of names.
LETTERS_BEYOND_ASCII = set("–éöŁ")


def headings(section: Path) -> dict[str, str]:
    lesson = tomllib.loads((section.parents[1] / "lesson.toml").read_text(encoding="utf-8"))
    return {heading["number"]: heading["title"] for heading in lesson["headings"]}


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.stem)
def test_a_section_has_the_number_and_title_of_the_outline(path: Path) -> None:
    front = frontmatter.load(str(path))
    assert path.name.startswith(f"{front['number']}-")
    assert headings(path)[front["number"]] == front["title"]


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.*")), ids=lambda path: path.name)
def test_a_greek_letter_is_written_as_maths(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {letter for letter in text if not letter.isascii()} <= LETTERS_BEYOND_ASCII


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.stem)
def test_a_section_has_its_parts(path: Path) -> None:
    kinds = re.findall(r"^:{3,} ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    counts = {kind: kinds.count(kind) for kind in kinds}
    assert counts["definition"] >= 1
    assert counts["example"] >= 2
    assert counts["non-example"] >= 1
    assert counts["question"] == counts["answer"] == 2
    assert counts["implement"] == 1
    assert kinds[-1] == "sources"


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_an_entry_has_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(r"^::: definition \S.*\n(?s:.+?)^:::$", text, re.MULTILINE)
    assert re.search(r"^::: example Worked by hand\n(?s:.+?)^:::$", text, re.MULTILINE)
    # An opening line and a closing one for each displayed formula.
    marks = len(re.findall(r"^\$\$$", text, re.MULTILINE))
    assert marks >= 2
    assert marks % 2 == 0


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.stem)
def test_equations_are_numbered_by_their_chapter_without_gaps(path: Path) -> None:
    chapter = path.name.partition(".")[0]
    siblings = sorted(path.parent.glob(f"{chapter}.*.md"))
    text = "".join(sibling.read_text(encoding="utf-8") for sibling in siblings)
    numbers = [int(found) for found in re.findall(rf"^\$\$ \({chapter}\.(\d+)\)$", text, re.M)]
    assert numbers == list(range(1, len(numbers) + 1))
