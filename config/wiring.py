"""Connects rooms that do not import each other: courses, practice, and the grader below both."""

from collections.abc import Hashable, Iterator
from typing import Any

from django.db.models import Count, Max, Sum
from django.urls import reverse

import courses.asking
import courses.own_tables
import courses.selectors
import courses.skill_checks
import exercises.selectors
import grader.own_tables
import practice.own_tables
import practice.queue
from courses import states
from exercises.effort import effort_of
from grader import own_rows, titles
from grader.models import Learner
from practice import items, texts
from practice.items import Source
from practice.model.guessing import guess_floor
from practice.model.items import Item
from practice.models import AttemptEvent
from practice.signals import attempts_recorded


def connect() -> None:
    """Connect everything; called once, when all apps are loaded."""
    attempts_recorded.connect(on_attempts_recorded, dispatch_uid="courses-answers")
    states.register(concept_states)
    titles.register(courses.selectors.lesson_titles)
    items.register("questions", Source(question_items, courses.selectors.practice_revision))
    items.register("exercises", Source(exercise_items, exercises_revision))
    items.unread_register(courses.selectors.unread_concepts)
    texts.register(courses.asking.question_html, courses.asking.review_html)
    for room in (grader, courses, practice):
        own_rows.register(*room.own_tables.TABLES)


def on_attempts_recorded(sender: Any, events: list[AttemptEvent], **kwargs: Any) -> None:
    """Let the lessons know of answers to their skill checks."""
    answers = [event for event in events if event.kind == AttemptEvent.Kind.QUIZ]
    courses.skill_checks.answers_record(answers)


def concept_states(learner: Learner | None) -> dict[str, states.ConceptState]:
    """Return what practice knows of a learner's concepts, for the lessons' maps."""
    known = practice.queue.concept_states_get(learner) if learner else []
    return {
        each.slug: states.ConceptState(each.know, each.do)
        for each in known
        if each.last_seen is not None
    }


def question_items() -> Iterator[Item]:
    """Yield the questions of all skill checks."""
    for question in courses.selectors.practice_items():
        yield Item(
            id=question.id,
            pool=question.pool,
            kind="quiz",
            title=question.title,
            url=question.url,
            concepts=tuple(question.concepts),
            minutes=question.minutes,
            facet="know",
            guess=guess_floor(
                {
                    "question_kind": question.question_kind,
                    "options": list(range(question.option_count)),
                }
            ),
        )


def exercises_revision() -> Hashable:
    """Return what changes whenever `exercise_items` would yield something else."""
    revisions = exercises.selectors.exercises_list().aggregate(
        Count("pk"), Sum("current_revision"), Max("figures__computed_at")
    )
    return tuple(revisions.values())


def exercise_items() -> Iterator[Item]:
    """Yield the published exercises."""
    for exercise in exercises.selectors.exercises_lean():
        yield Item(
            id=exercise.slug,
            kind="exercise",
            title=exercise.title,
            url=reverse("grader:exercise", args=[exercise.slug]),
            concepts=tuple(exercise.concepts),
            minutes=float(effort_of(exercise).minutes),
            facet="do",
        )
