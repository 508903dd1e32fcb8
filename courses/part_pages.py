"""Reads everything that a part's page shows."""

import json
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from courses.links import questions_url
from courses.models import Answer, Part, Question, Section, SectionRead
from courses.notes import note_get
from courses.pages import (
    Link,
    PartPage,
    SectionGroup,
    SectionPlace,
    SkillCheckState,
)
from courses.question_texts import question_places
from courses.selectors import answers_latest, exercise_links
from grader.models import Learner

# As Django's own json_script does: no character that could end the element.
SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def part_page(lesson_id: str, number: int, learner: Learner | None) -> PartPage:
    """Return a part's page; raises Part.DoesNotExist where there is none to be read."""
    parts = Part.objects.filter(lesson=lesson_id, is_retired=False)
    siblings = list(parts.select_related("lesson"))
    part = next((each for each in siblings if each.number == number and each.is_available), None)
    if part is None:
        raise Part.DoesNotExist
    questions = question_places(Question.objects.filter(part=part, is_retired=False))
    answers = answers_latest(learner, Question.objects.filter(part=part, is_retired=False))
    return PartPage(
        id=part.id,
        number=part.number,
        number_text=str(part.number),
        part_count=len(siblings),
        title=part.title,
        url=part.get_absolute_url(),
        minutes=part.minutes,
        heading_count=part.heading_count,
        lesson=Link(part.lesson.title, part.lesson.get_absolute_url()),
        previous=_neighbour(each for each in reversed(siblings) if each.number < part.number),
        next=_neighbour(each for each in siblings if each.number > part.number),
        groups=_groups(Section.objects.filter(part=part, is_retired=False).defer("html")),
        questions=questions,
        questions_url=questions_url(lesson_id, number),
        note=note_get(learner, part.id),
        answers_json=_answers_json(answers),
        skill_check=SkillCheckState(
            score=sum(answer.is_correct for answer in answers) if answers else None,
            answered=len(answers),
            total=len(questions),
        ),
        read_section_ids=_read_section_ids(part, learner),
    )


def _neighbour(parts: Iterable[Part]) -> Link | None:
    """Return the nearest part that can be read."""
    for part in parts:
        if part.is_available:
            return Link(part.title, part.get_absolute_url())
    return None


def _groups(rows: QuerySet[Section]) -> list[SectionGroup]:
    sections = list(rows)
    exercises = exercise_links(slug for section in sections for slug in section.exercises)
    groups: dict[str, SectionGroup] = {}
    for section in sections:
        group = groups.setdefault(
            section.heading_number, SectionGroup(section.heading_number, section.heading_title)
        )
        group.sections.append(
            SectionPlace(
                id=section.id,
                number=section.number,
                title=section.title,
                updated_at=section.updated_at,
                exercises=[exercises[slug] for slug in section.exercises if slug in exercises],
            )
        )
    return list(groups.values())


def _answers_json(answers: list[Answer]) -> SafeString:
    """Return the answers by question, escaped for a script element."""
    known = {
        answer.question_id: {
            "instance": answer.instance,
            "choice": answer.choice,
            "is_correct": answer.is_correct,
            "revision": answer.question_revision,
            "answered_at": answer.answered_at.isoformat(),
        }
        for answer in answers
    }
    return mark_safe(json.dumps(known).translate(SCRIPT_ESCAPES))  # noqa: S308 (escaped)


def _read_section_ids(part: Part, learner: Learner | None) -> frozenset[str]:
    if learner is None:
        return frozenset()
    reads = SectionRead.objects.filter(learner=learner, section__part=part)
    return frozenset(reads.values_list("section", flat=True))
