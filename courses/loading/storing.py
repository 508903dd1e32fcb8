"""Writes a checked and rendered tree into the database."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
from django.utils import timezone

from courses.loading.homes import concept_sections
from courses.loading.mapping import Maps
from courses.loading.reading_time import minutes_to_read
from courses.loading.rendering import Texts
from courses.loading.tree import PartSource, QuestionSource, Tree
from courses.models import Concept, Content, Course, Lesson, Part, Question, Section
from exercises.format.concepts import Concept as ConceptEntry
from exercises.loading import Counts

Rows = dict[str, dict[str, Any]]


def tree_store(
    tree: Tree, texts: Texts, concepts: dict[str, ConceptEntry], maps: Maps
) -> dict[str, Counts]:
    """Create, update and retire rows until they say what the tree says; call in a transaction."""
    counts = {
        "courses": rows_store(Course, _course_rows(tree)),
        "lessons": rows_store(Lesson, _lesson_rows(tree, texts, maps)),
        "parts": rows_store(Part, _part_rows(tree, texts)),
        "sections": rows_store(Section, _section_rows(tree, texts)),
        "concepts": rows_store(Concept, _concept_rows(tree, texts, concepts)),
    }
    questions = _question_rows(tree, texts)
    _revisions_count(questions)
    counts["questions"] = rows_store(Question, questions)
    return counts


def rows_store(model: type[Content], rows: Rows) -> Counts:
    """Make the model's rows equal to these; a row that is not among them is retired."""
    stored: dict[str, Any] = model._default_manager.in_bulk()
    counts = Counts()
    new: list[Content] = []
    changed: list[Any] = []
    gone = [row for pk, row in stored.items() if pk not in rows and not row.is_retired]
    for pk, fields in rows.items():
        wanted = {**fields, "is_retired": False}
        row = stored.get(pk)
        if row is None:
            new.append(model(**{"pk": pk, **wanted}))
        elif any(getattr(row, name) != value for name, value in wanted.items()):
            changed.append(row)
        else:
            counts.unchanged += 1
    # Positions and numbers may move between rows: retired rows do not hold on to theirs.
    now = timezone.now()
    leaving = [row.pk for row in (*gone, *changed)]
    model._default_manager.filter(pk__in=leaving).update(is_retired=True, updated_at=now)
    for row in changed:
        row.updated_at = now
        for name, value in {**rows[row.pk], "is_retired": False}.items():
            setattr(row, name, value)
    if changed:
        names = [*rows[changed[0].pk], "is_retired", "updated_at"]
        model._default_manager.bulk_update(changed, [name.removesuffix("_id") for name in names])
    model._default_manager.bulk_create(new)
    counts.created, counts.updated, counts.retired = len(new), len(changed), len(gone)
    return counts


def _course_rows(tree: Tree) -> Rows:
    return {tree.course.id: {"title": tree.course.title, "summary": tree.course.summary}}


def _lesson_rows(tree: Tree, texts: Texts, maps: Maps) -> Rows:
    return {
        lesson.entry.id: {
            "course_id": tree.course.id,
            "position": position,
            "title": lesson.entry.title,
            "summary": lesson.entry.summary,
            "useful_formula_html": texts.html("lesson", lesson.entry.id, "useful_formula"),
            "implementation_formula_html": texts.html(
                "lesson", lesson.entry.id, "implementation_formula"
            ),
            "concept_map": maps[lesson.entry.id],
        }
        for position, lesson in enumerate(tree.lessons, start=1)
    }


def _part_rows(tree: Tree, texts: Texts) -> Rows:
    return {
        part.id: {
            "lesson_id": lesson.entry.id,
            "number": part.entry.number,
            "title": part.entry.title,
            "minutes": minutes_to_read(
                texts.rendered["section", section.front.id] for section in part.sections
            ),
            "heading_count": _heading_count(part),
            "is_available": part.entry.is_available,
        }
        for lesson, part in tree.parts()
    }


def _heading_count(part: PartSource) -> int:
    """Count the sections and the headings above them; a part to come has those it announces."""
    numbers = part.entry.sections
    return len({*numbers, *(number.partition(".")[0] for number in numbers)})


def _section_rows(tree: Tree, texts: Texts) -> Rows:
    rows: Rows = {}
    for _, part in tree.parts():
        for position, section in enumerate(part.sections, start=1):
            text = texts.rendered["section", section.front.id]
            rows[section.front.id] = {
                "part_id": part.id,
                "position": position,
                "number": section.front.number,
                "title": section.front.title,
                "heading_number": section.heading.number,
                "heading_title": section.heading.title,
                "summary": section.front.summary,
                "html": text.html,
                "words": text.words,
                "concepts": list(section.front.concepts),
                "exercises": list(section.front.exercises),
            }
    return rows


def _concept_rows(tree: Tree, texts: Texts, concepts: dict[str, ConceptEntry]) -> Rows:
    """Return the concepts of the lessons that are loaded, in the order of concepts.toml."""
    homes = concept_sections(tree)
    positions = {lesson.entry.id: 0 for lesson in tree.lessons}
    rows: Rows = {}
    for slug, concept in concepts.items():
        if concept.lesson in positions:
            positions[concept.lesson] += 1
            rows[slug] = {
                "lesson_id": concept.lesson,
                "position": positions[concept.lesson],
                "title": concept.title,
                "section_id": homes.get(slug),
                "summary_html": texts.html("concept", slug),
                "html": texts.html("entry", slug),
                "prerequisites": list(concept.prerequisites),
                "encompasses": [[each.concept, each.weight] for each in concept.encompasses],
            }
    return rows


def _question_rows(tree: Tree, texts: Texts) -> Rows:
    return {
        question.entry.id: {
            "part_id": part.id,
            "position": question.index + 1,
            "kind": question.entry.kind,
            "source_hash": hashlib.sha256(msgspec.json.encode(question.entry)).hexdigest(),
            "prompt_html": texts.html("question", question.entry.id, "prompt"),
            "options": _options(question, texts),
            "answer": question.entry.answer,
            "relative_tolerance": question.entry.relative_tolerance,
            "explanation_html": texts.html("question", question.entry.id, "explanation"),
            "concepts": list(question.entry.concepts),
        }
        for _, part, question in tree.questions()
    }


def _options(question: QuestionSource, texts: Texts) -> list[dict[str, Any]]:
    return [
        {
            "id": option.id,
            "html": texts.html("option", question.entry.id, option.id),
            "is_correct": option.correct,
            "explanation_html": texts.html("option", question.entry.id, option.id, "explanation"),
        }
        for option in question.entry.options
    ]


def _revisions_count(rows: Rows) -> None:
    """A question whose source changed has its next revision; a new rendering is not one."""
    for question in _stored(rows):
        is_changed = question.source_hash != rows[question.pk]["source_hash"]
        rows[question.pk]["revision"] = question.revision + is_changed
    for fields in rows.values():
        fields.setdefault("revision", 1)


def _stored(rows: Rows) -> Iterable[Question]:
    return Question.objects.filter(pk__in=rows)
