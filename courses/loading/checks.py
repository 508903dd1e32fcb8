"""What must hold across the source files, beyond each one's shape."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from courses.loading.files import SourceFile
from courses.loading.formats import QuestionEntry
from courses.loading.tree import LessonSource, QuestionSource, Tree
from exercises.faults import Fault

QUESTIONS_PER_PART = 4
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


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
        if part.questions and len(part.questions) != QUESTIONS_PER_PART and part.skill_check:
            reason = f"A skill check has four questions, not {len(part.questions)}."
            yield part.skill_check.fault(reason)
    for _, entry in tree.entries():
        if not entry.file.text.strip():
            yield entry.file.fault("The entry has no text.")
    for _, _, question in tree.questions():
        yield from _question_check(question, known)


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


def _question_check(question: QuestionSource, known: Known) -> Iterator[Fault]:
    entry, key = question.entry, ("questions", question.index)
    yield from _names_check(question.file, entry.concepts, known.concepts, *key, "concepts")
    if not entry.concepts:
        yield question.file.fault("A question speaks of at least one concept.", *key, "concepts")
    for name in ("prompt", "explanation"):
        if not getattr(entry, name).strip():
            yield question.file.fault(f"The {name} is empty.", *key, name)
    for reason in _answer_faults(entry):
        yield question.file.fault(reason, *key, "kind")


def _answer_faults(entry: QuestionEntry) -> Iterator[str]:
    if entry.kind == "numeric":
        yield from _numeric_faults(entry)
    elif entry.kind in {"single", "multiple"}:
        yield from _options_faults(entry)
    else:
        yield f"The kind must be single, multiple or numeric, not {entry.kind!r}."


def _numeric_faults(entry: QuestionEntry) -> Iterator[str]:
    if entry.options:
        yield "A numeric question has no options."
    if entry.answer is None or not math.isfinite(entry.answer):
        yield "A numeric question needs an answer."
    if entry.relative_tolerance is None or not 0 < entry.relative_tolerance < 1:
        yield "A numeric question needs a relative_tolerance between 0 and 1."


def _options_faults(entry: QuestionEntry) -> Iterator[str]:
    right = sum(option.correct for option in entry.options)
    if entry.answer is not None or entry.relative_tolerance is not None:
        yield "Only a numeric question has answer and relative_tolerance."
    if len(entry.options) < 2:
        yield "There must be two options or more."
    if len({option.id for option in entry.options}) < len(entry.options):
        yield "Two options share an id."
    if entry.kind == "single" and right != 1:
        yield f"Exactly one option must be correct, not {right}."
    if entry.kind == "multiple" and right == 0:
        yield "At least one option must be correct."


def _names_check(
    file: SourceFile, names: Iterable[str], known: frozenset[str], *key: str | int
) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            what = str(key[-1]).removesuffix("s")
            yield file.fault(f"There is no {what} {name!r}.", *key)
