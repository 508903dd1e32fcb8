"""What search is to find: all that readers can open, in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from courses.links import cell_url, concept_url, lesson_url, section_url
from courses.loading.homes import concept_sections
from courses.loading.plain_text import plain_text
from courses.loading.rendering import Texts
from courses.loading.storing import Rows
from courses.loading.theory import Notebooks
from courses.loading.tree import Tree
from courses.search_words import flat, joined_words
from exercises.format.concepts import Concept
from exercises.format.exercise import Exercise as Folder
from exercises.links import exercise_url
from frontend.markdown import Rendered

Entry = tuple[str, dict[str, Any]]


def search_rows(
    tree: Tree,
    texts: Texts,
    concepts: dict[str, Concept],
    exercises: Sequence[tuple[Folder, Rendered]],
    notebooks: Notebooks,
) -> Rows:
    """Return a row for each lesson, section, concept, exercise and demo that can be opened."""
    lessons = {lesson.entry.id: lesson.entry.title for lesson in tree.lessons}
    return dict(
        [
            *_lessons(tree),
            *_sections(tree, texts),
            *_concepts(tree, texts, concepts, lessons),
            *(_exercise(folder, statement, lessons) for folder, statement in exercises),
            *_demos(notebooks, texts, lessons),
        ]
    )


def _entry(
    kind: str,
    key: str,
    title: str,
    *htmls: str,
    place: str,
    url: str,
    summary: str = "",
    names: str = "",
    symbols: str = "",
) -> Entry:
    text = plain_text(*htmls)
    # "L-BFGS" in a text is found as "lbfgs", with the weight of a formula's words.
    joined = joined_words(f"{summary} {text.body}")
    return f"{kind}:{key}", {
        "kind": kind,
        "title": title,
        "flat_title": flat(title),
        "place": place,
        "url": url,
        "names": " ".join([*joined_words(title), *([names] if names else [])]),
        "summary": summary,
        "body": text.body,
        "symbols": " ".join(filter(None, [*joined, text.symbols, symbols])),
    }


def _lessons(tree: Tree) -> Iterator[Entry]:
    for lesson in tree.lessons:
        entry = lesson.entry
        parts = ", ".join(part.title for part in entry.parts)
        yield _entry(
            "lesson",
            entry.id,
            entry.title,
            f"Its parts: {parts}.",
            place="Overview",
            url=lesson_url(entry.id),
            summary=entry.summary,
        )


def _sections(tree: Tree, texts: Texts) -> Iterator[Entry]:
    for lesson, part, section in tree.sections():
        if part.entry.is_available:
            front = section.front
            yield _entry(
                "section",
                front.id,
                front.title,
                texts.html("section", front.id),
                place=f"{lesson.entry.title}, part {part.entry.number}, section {front.number}",
                url=section_url(lesson.entry.id, part.entry.number, front.id),
                summary=front.summary,
            )


def _concepts(
    tree: Tree, texts: Texts, concepts: dict[str, Concept], lessons: dict[str, str]
) -> Iterator[Entry]:
    homes = concept_sections(tree)
    sections = {
        section.front.id: section_url(lesson.entry.id, part.entry.number, section.front.id)
        for lesson, part, section in tree.sections()
        if part.entry.is_available
    }
    for slug, concept in concepts.items():
        if concept.lesson in lessons:
            home = sections.get(homes.get(slug, ""))
            yield _entry(
                "concept",
                slug,
                concept.title,
                texts.html("entry", slug),
                place=lessons[concept.lesson],
                url=home or concept_url(concept.lesson, slug),
                summary=plain_text(texts.html("concept", slug)).body,
                names=slug.replace("-", " "),
                symbols=plain_text(texts.html("concept", slug)).symbols,
            )


def _exercise(folder: Folder, statement: Rendered, lessons: dict[str, str]) -> Entry:
    functions = [each.function for each in (folder.signature, *folder.further)]
    lesson = lessons.get(folder.lesson)
    number = f"exercise {folder.catalogue_number}"
    return _entry(
        "exercise",
        folder.slug,
        folder.title,
        statement.html,
        place=f"{lesson}, {number}" if lesson else number.capitalize(),
        url=exercise_url(folder.slug),
        summary=folder.summary,
        symbols=" ".join(functions),
    )


def _demos(notebooks: Notebooks, texts: Texts, lessons: dict[str, str]) -> Iterator[Entry]:
    for lesson_id, notebook in notebooks.items():
        for demo in notebook.demos:
            yield _entry(
                "demo",
                f"{lesson_id}.{demo.slug}",
                demo.title,
                texts.html("notebook", lesson_id, demo.slug),
                place=f"{lessons[lesson_id]}, theory notebook, demo {demo.number}",
                url=cell_url(lesson_id, demo.slug),
            )
