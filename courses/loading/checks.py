"""What must hold across the source files, beyond each one's shape."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from courses.loading.files import SourceFile
from courses.loading.formats import ID
from courses.loading.question_checks import pools_check, question_check
from courses.loading.tree import LessonSource, Tree
from exercises.faults import Fault

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Known:
    """The slugs that lessons may name."""

    concepts: frozenset[str]
    exercises: frozenset[str]


def tree_check(tree: Tree, known: Known) -> Iterator[Fault]:
    """Yield everything that is wrong with the tree."""
    yield from _ids_check(tree)
    for lesson in tree.lessons:
        yield from _lesson_check(lesson)
    for _, _, section in tree.sections():
        front = section.front
        if not section.file.text.strip():
            yield section.file.fault("The section has no text.")
        yield from _names_check(section.file, front.concepts, known.concepts, "concepts")
        yield from _names_check(section.file, front.exercises, known.exercises, "exercises")
    for _, part in tree.parts():
        if part.skill_check and part.questions:
            yield from pools_check(part.skill_check, part)
    for _, entry in tree.entries():
        if not entry.file.text.strip():
            yield entry.file.fault("The entry has no text.")
    for _, _, question in tree.questions():
        names = question.entry.concepts
        at = ("questions", question.index, "concepts")
        yield from _names_check(question.file, names, known.concepts, *at)
        yield from question_check(question)


def _ids_check(tree: Tree) -> Iterator[Fault]:
    """Ids are stable names, unique across the course, and fit to stand in addresses."""
    ids: list[tuple[str, SourceFile, tuple[str | int, ...]]] = [
        (each.entry.id, each.file, ("id",)) for each in tree.lessons
    ]
    ids += [(section.front.id, section.file, ("id",)) for _, _, section in tree.sections()]
    ids += [
        (question.entry.id, question.file, ("questions", question.index, "id"))
        for _, _, question in tree.questions()
    ]
    seen: dict[str, str] = {}
    for name, file, key in ids:
        here = f"{file.name}:{file.line(*key)}"
        if not ID.fullmatch(name):
            yield file.fault(f"The id {name!r} must be of a-z, 0-9, hyphens and dots.", *key)
        if name in seen:
            yield file.fault(f"The id {name!r} is taken by {seen[name]}.", *key)
        seen.setdefault(name, here)
    if not SLUG.fullmatch(tree.course.id):
        yield tree.file.fault("The id must be of a-z, 0-9 and hyphens.", "id")
    if len(set(tree.course.lessons)) < len(tree.course.lessons):
        yield tree.file.fault("A lesson is listed twice.", "lessons")


def _lesson_check(lesson: LessonSource) -> Iterator[Fault]:
    numbers = [part.entry.number for part in lesson.parts]
    if numbers != list(range(1, len(numbers) + 1)):
        yield lesson.file.fault("Parts must be numbered 1, 2, 3, …, in order.", "parts", 0)
    listed: set[str] = set()
    for part in lesson.parts:
        for number in part.entry.sections:
            if number in listed:
                reason = f"Section {number} is listed twice."
                yield lesson.file.fault(reason, "parts", part.index, "sections")
            listed.add(number)
        if part.entry.is_available and not part.entry.sections:
            yield lesson.file.fault("A part that is available has sections.", "parts", part.index)


def _names_check(
    file: SourceFile, names: Iterable[str], known: frozenset[str], *key: str | int
) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            what = str(key[-1]).removesuffix("s")
            yield file.fault(f"There is no {what} {name!r}.", *key)
