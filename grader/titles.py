"""Titles of lessons, which are a matter of the courses; config/wiring.py says where they are."""

from collections.abc import Callable

_sources: list[Callable[[], dict[str, str]]] = []


def register(source: Callable[[], dict[str, str]]) -> None:
    """Take the titles of lessons, by slug, from this function from now on."""
    _sources[:] = [source]


def lesson_titles(slugs: list[str]) -> dict[str, str]:
    """Return a title for each lesson, in the order of the source.

    A lesson that no source knows comes last, and is named after its slug.
    """
    known = _sources[0]() if _sources else {}
    ordered = [slug for slug in known if slug in slugs]
    unknown = [slug for slug in slugs if slug not in known]
    return {
        slug: known.get(slug) or slug.replace("-", " ").capitalize() for slug in ordered + unknown
    }
