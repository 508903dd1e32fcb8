"""Reads: what the pages and other rooms need, each in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Func, IntegerField, Max, QuerySet, Subquery
from django.utils.text import get_text_list

from courses.links import question_url, section_url
from courses.models import Answer, Concept, Course, Lesson, Part, Question, Section, SectionRead
from courses.notebook_pages import notebook_link
from courses.pages import (
    ConceptLine,
    CoursePage,
    LessonLine,
    LessonPage,
    Link,
    PartLine,
    SectionLine,
    SkillCheckState,
)
from courses.states import concept_states
from exercises.models import Exercise
from grader.models import Learner

QUESTION_MINUTES = 1.5
QUESTION_TEXTS = ("question__options", "question__instances")


@dataclass(frozen=True)
class PracticeItem:
    """A question that practice may offer; the variants of one slot share a pool."""

    id: str
    pool: str
    title: str
    url: str
    concepts: tuple[str, ...]
    minutes: float
    question_kind: str
    option_count: int


def practice_items() -> Iterator[PracticeItem]:
    """Yield the questions of all skill checks that can be taken."""
    questions = _askable().annotate(
        option_count=Func("options", function="jsonb_array_length", output_field=IntegerField())
    )
    titles = dict(Concept.objects.values_list("pk", "title"))
    for question in questions.select_related("part").defer("options", "instances"):
        part = question.part
        ideas = get_text_list([titles.get(slug, slug) for slug in question.concepts], "and")
        yield PracticeItem(
            id=question.id,
            pool=f"{part.id}/{question.slot}",
            title=f"{ideas}: {question.get_slot_display()}",
            url=question_url(part.lesson_id, part.number, question.id),
            concepts=tuple(question.concepts),
            minutes=QUESTION_MINUTES,
            question_kind=question.kind,
            option_count=question.option_count,
        )


def practice_revision() -> Hashable:
    """Return what changes whenever `practice_items` would yield something else."""
    changed = Concept.objects.order_by("-updated_at").values("updated_at")[:1]
    found = _askable().aggregate(
        Count("pk"), Max("updated_at"), Max("part__updated_at"), concepts=Max(Subquery(changed))
    )
    return tuple(found.values())


def unread_concepts(learner: Learner | None) -> frozenset[str]:
    """Return the concepts whose home section can be read and was not."""
    homed = Concept.objects.filter(
        is_retired=False, section__is_retired=False, section__part__is_available=True
    )
    if learner is not None:
        homed = homed.exclude(section__reads__learner=learner)
    return frozenset(homed.order_by().values_list("pk", flat=True))


def _askable() -> QuerySet[Question]:
    return Question.objects.filter(
        is_retired=False, part__is_retired=False, part__is_available=True
    )


def lesson_titles() -> dict[str, str]:
    """Return the title of each lesson by its id."""
    return dict(Lesson.objects.filter(is_retired=False).values_list("id", "title"))


def course_page(learner: Learner | None) -> CoursePage:
    """Return the course with its lessons, and how far the learner is."""
    course = Course.objects.filter(is_retired=False).first()
    if course is None:
        return CoursePage("Descent", "", [])
    lessons = Lesson.objects.filter(course=course, is_retired=False)
    parts = part_lines(Part.objects.filter(lesson__in=lessons), learner)
    return CoursePage(
        title=course.title,
        summary=course.summary,
        lessons=[
            LessonLine(
                id=lesson.id,
                title=lesson.title,
                url=lesson.get_absolute_url(),
                summary=lesson.summary,
                parts=parts[lesson.id],
            )
            for lesson in lessons
        ],
    )


def lesson_page(lesson_id: str, learner: Learner | None) -> LessonPage:
    """Return a lesson's overview, or raise Lesson.DoesNotExist."""
    lesson = Lesson.objects.select_related("course").get(pk=lesson_id, is_retired=False)
    return LessonPage(
        id=lesson.id,
        title=lesson.title,
        url=lesson.get_absolute_url(),
        summary=lesson.summary,
        course=Link(lesson.course.title, "/"),
        useful_formula_html=lesson.useful_formula_html,
        implementation_formula_html=lesson.implementation_formula_html,
        parts=part_lines(Part.objects.filter(lesson=lesson), learner)[lesson.id],
        concepts=_concept_lines(lesson, learner),
        notebook=notebook_link(lesson.id),
    )


def part_lines(parts: QuerySet[Part], learner: Learner | None) -> dict[str, list[PartLine]]:
    """Return the parts that are not retired, by lesson, with the learner's state."""
    found = list(parts.filter(is_retired=False))
    states = skill_check_states(found, learner)
    sections = _section_lines(found, learner)
    lines: dict[str, list[PartLine]] = defaultdict(list)
    for part in found:
        state = states[part.id]
        lines[part.lesson_id].append(
            PartLine(
                id=part.id,
                number=part.number,
                title=part.title,
                url=part.get_absolute_url() if part.is_available else None,
                minutes=part.minutes,
                heading_count=part.heading_count,
                is_available=part.is_available,
                status=state.status if state.total else None,
                score=f"{state.score}/{state.total}" if state.answered else None,
                sections=sections[part.id],
            )
        )
    return lines


def skill_check_states(
    parts: Iterable[Part], learner: Learner | None
) -> dict[str, SkillCheckState]:
    """Return the learner's skill check of each part: the latest answer in each slot counts."""
    questions = Question.objects.filter(part__in=parts, is_retired=False)
    slots = questions.order_by().values_list("part", "slot").distinct()
    totals = Counter(part for part, _ in slots)
    answered: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in answers_latest(learner, questions):
        answered[answer.question.part_id] += 1
        right[answer.question.part_id] += answer.is_correct
    return {
        part.id: SkillCheckState(
            score=right[part.id] if answered[part.id] else None,
            answered=answered[part.id],
            total=totals[part.id],
        )
        for part in parts
    }


def answers_latest(learner: Learner | None, questions: QuerySet[Question]) -> list[Answer]:
    """Return the learner's latest answer in each slot of each part, to any of its variants."""
    if learner is None:
        return []
    slot = ("question__part_id", "question__slot")
    answers = Answer.objects.filter(learner=learner, question__in=questions)
    latest = answers.order_by(*slot, "-answered_at", "-event_id").distinct(*slot)
    return list(latest.select_related("question").defer(*QUESTION_TEXTS))


def exercise_links(slugs: Iterable[str]) -> dict[str, Link]:
    """Return the published exercises of these slugs."""
    exercises = Exercise.objects.filter(slug__in=set(slugs), is_published=True)
    exercises = exercises.only("slug", "title")
    return {each.slug: Link(each.title, each.get_absolute_url()) for each in exercises}


def _section_lines(parts: list[Part], learner: Learner | None) -> dict[str, list[SectionLine]]:
    """Return the sections of each part."""
    by_id = {part.id: part for part in parts}
    sections = Section.objects.filter(part__in=parts, is_retired=False)
    read: set[str] = set()
    if learner is not None:
        reads = SectionRead.objects.filter(learner=learner, section__in=sections)
        read = set(reads.values_list("section", flat=True))
    lines: dict[str, list[SectionLine]] = defaultdict(list)
    for section_id, part_id, number, title in sections.values_list("id", "part", "number", "title"):
        url = section_url(by_id[part_id].lesson_id, by_id[part_id].number, section_id)
        lines[part_id].append(SectionLine(number, title, url, section_id in read))
    return lines


def _concept_lines(lesson: Lesson, learner: Learner | None) -> list[ConceptLine]:
    states = concept_states(learner)
    concepts = lesson.concepts.filter(is_retired=False).select_related("section__part")
    concepts = concepts.defer("html", "section__html")
    exercises: dict[str, str] = {}
    for exercise in Exercise.objects.filter(is_published=True):
        # An exercise is named for its first concept.
        for concept in exercise.concepts[:1]:
            exercises.setdefault(concept, exercise.get_absolute_url())
    return [
        ConceptLine(
            slug=concept.id,
            title=concept.title,
            url=_concept_section_url(concept) or concept.get_absolute_url(),
            exercise_url=exercises.get(concept.id),
            status=states[concept.id].status if concept.id in states else "new",
        )
        for concept in concepts
    ]


def _concept_section_url(concept: Concept) -> str | None:
    section = concept.section
    return section.get_absolute_url() if section and not section.is_retired else None
