"""Addresses of lesson pages, fixed by convention so that stored HTML can carry them."""


def lesson_url(lesson_id: str) -> str:
    """Return the address of a lesson's overview."""
    return f"/lessons/{lesson_id}/"


def notebook_url(lesson_id: str) -> str:
    """Return the address of a lesson's theory notebook."""
    return f"/lessons/{lesson_id}/notebook/"


def cell_url(lesson_id: str, slug: str) -> str:
    """Return the address of a demo within its notebook."""
    return f"{notebook_url(lesson_id)}#{slug}"


def part_url(lesson_id: str, number: int) -> str:
    """Return the address of a part's reading page."""
    return f"/lessons/{lesson_id}/part-{number}/"


def section_url(lesson_id: str, part_number: int, section_id: str) -> str:
    """Return the address of a section within its part's page."""
    return f"{part_url(lesson_id, part_number)}#{section_id}"


def questions_url(lesson_id: str, part_number: int) -> str:
    """Return the address of all variants of a part's questions."""
    return f"{part_url(lesson_id, part_number)}questions/"


def question_url(lesson_id: str, part_number: int, question_id: str) -> str:
    """Return the address of a skill check's question within its part's page."""
    return f"{part_url(lesson_id, part_number)}#{question_id}"


def concepts_url(lesson_id: str) -> str:
    """Return the address of a lesson's concept page."""
    return f"{lesson_url(lesson_id)}concepts/"


def concept_url(lesson_id: str, slug: str) -> str:
    """Return the address of a concept on its lesson's concept page."""
    return f"{concepts_url(lesson_id)}#concept-{slug}"
