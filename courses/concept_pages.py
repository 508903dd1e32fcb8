"""Reads for the pages about concepts: a lesson's entries, the maps, and the preview of one."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from courses.models import Concept, Lesson
from courses.pages import Link
from courses.states import ConceptState, concept_states
from exercises.models import Exercise
from grader.models import Learner

UNMET = ConceptState()
LINE_LIMIT_CHARACTERS = 19


@dataclass(frozen=True)
class ConceptEntry:
    """A concept with everything that is said about it."""

    slug: str
    title: str
    lesson: Link
    summary_html: str
    html: str
    home: Link | None
    url: str
    needs: list[Link]
    practises: list[tuple[Link, float]]
    exercises: list[Link]
    state: ConceptState


@dataclass(frozen=True)
class Box:
    """A concept on a map: its place, its words in lines, where it leads."""

    slug: str
    x: float
    y: float
    lines: list[str]
    title: str
    url: str
    status: str
    is_foreign: bool


@dataclass(frozen=True)
class Map:
    """The concepts of a lesson and what they need, laid out; None stands for a map not yet made."""

    lesson: Link
    width: float
    height: float
    boxes: list[Box]
    edges: list[list[str]]
    known_count: int
    met_count: int
    count: int


def concept_entries(learner: Learner | None, lesson_id: str | None = None) -> list[ConceptEntry]:
    """Return the concepts of a lesson, or of all lessons, in the lessons' order."""
    concepts = {concept.id: concept for concept in _concepts()}
    links = {slug: Link(each.title, _home_url(each)) for slug, each in concepts.items()}
    exercises = _exercises()
    states = concept_states(learner)
    return [
        _entry(concept, links, exercises, states.get(concept.id, UNMET))
        for concept in concepts.values()
        if lesson_id in (None, concept.lesson_id)
    ]


def concept_preview(slug: str) -> ConceptEntry:
    """Return one concept, or raise Concept.DoesNotExist."""
    concept = _concepts().get(pk=slug)
    return _entry(concept, {}, {}, UNMET)


def concept_maps(learner: Learner | None, lesson_id: str | None = None) -> list[Map]:
    """Return the map of a lesson, or of each lesson."""
    lessons = Lesson.objects.filter(is_retired=False)
    concepts = {concept.id: concept for concept in _concepts()}
    states = concept_states(learner)
    chosen = lessons.filter(pk=lesson_id) if lesson_id else lessons
    return [_map(lesson, concepts, states) for lesson in chosen if lesson.concept_map]


def _concepts() -> Any:
    concepts = Concept.objects.filter(is_retired=False).defer("section__html")
    return concepts.select_related("lesson", "section__part").order_by("lesson", "position")


def _exercises() -> dict[str, list[Link]]:
    """Return the exercises by the concept that each is named for, its first."""
    found: dict[str, list[Link]] = defaultdict(list)
    for exercise in Exercise.objects.filter(is_published=True):
        for slug in exercise.concepts[:1]:
            found[slug].append(Link(exercise.title, exercise.get_absolute_url()))
    return found


def _home_url(concept: Concept) -> str:
    section = concept.section
    is_read = section is not None and not section.is_retired
    return section.get_absolute_url() if section and is_read else concept.get_absolute_url()


def _entry(
    concept: Concept,
    links: dict[str, Link],
    exercises: dict[str, list[Link]],
    state: ConceptState,
) -> ConceptEntry:
    section = concept.section if concept.section and not concept.section.is_retired else None
    return ConceptEntry(
        slug=concept.id,
        title=concept.title,
        lesson=Link(concept.lesson.title, concept.lesson.get_absolute_url()),
        summary_html=concept.summary_html,
        html=concept.html,
        home=Link(str(section), section.get_absolute_url()) if section else None,
        url=_home_url(concept),
        needs=[links[slug] for slug in concept.prerequisites if slug in links],
        practises=[(links[slug], weight) for slug, weight in concept.encompasses if slug in links],
        exercises=exercises.get(concept.id, []),
        state=state,
    )


def _map(lesson: Lesson, concepts: dict[str, Concept], states: dict[str, ConceptState]) -> Map:
    drawn = lesson.concept_map
    boxes = [
        _box(concepts[slug], (x, y), lesson, states.get(slug, UNMET))
        for slug, x, y in drawn["boxes"]
        if slug in concepts
    ]
    own = [box.status for box in boxes if not box.is_foreign]
    return Map(
        lesson=Link(lesson.title, lesson.get_absolute_url()),
        width=drawn["width"],
        height=drawn["height"],
        boxes=boxes,
        edges=drawn["edges"],
        known_count=own.count("known"),
        met_count=len(own) - own.count("new"),
        count=len(own),
    )


def _box(concept: Concept, place: tuple[float, float], lesson: Lesson, state: ConceptState) -> Box:
    return Box(
        slug=concept.id,
        x=place[0],
        y=place[1],
        lines=_lines(concept.title),
        title=concept.title,
        url=_home_url(concept),
        status=state.status,
        is_foreign=concept.lesson_id != lesson.id,
    )


def _lines(title: str) -> list[str]:
    """Break a title in two where a box wants it, as evenly as its words allow."""
    words = title.split()
    if len(title) <= LINE_LIMIT_CHARACTERS or len(words) == 1:
        return [title]
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(halves, key=lambda half: max(map(len, half))))
