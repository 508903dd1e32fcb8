"""The catalogue: every exercise by lesson and concept, and how the learner stands with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from exercises.effort import Effort, effort_of
from exercises.models import Exercise
from exercises.selectors import concept_map, exercises_lean
from grader.filters import BEGUN, NOT_BEGUN, PASSED, STATES, Facts, Filters, is_wanted, plain
from grader.models import Learner
from grader.selectors import Standing, standings_get
from grader.titles import lesson_titles

LEVELS = (1, 2, 3, 4)
DEVICES = ("cpu", "cuda")


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise of the catalogue, and how the learner stands with it."""

    slug: str
    catalogue_number: str
    title: str
    summary: str
    effort: Effort
    devices: list[str]
    max_points: int
    best_points: int | None
    facts: Facts
    is_shown: bool

    @property
    def state(self) -> str:
        """Return how the learner stands: not begun, begun or passed."""
        return self.facts.state


@dataclass
class ConceptGroup:
    """The exercises that are named for one concept."""

    slug: str
    title: str
    rows: list[ExerciseRow] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return any(row.is_shown for row in self.rows)


@dataclass
class LessonGroup:
    """A lesson's exercises, by concept in the lesson's order."""

    slug: str
    title: str
    groups: list[ConceptGroup]

    @property
    def is_shown(self) -> bool:
        return any(group.is_shown for group in self.groups)

    @property
    def rows(self) -> list[ExerciseRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def passed_count(self) -> int:
        return sum(row.state == PASSED for row in self.rows)


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as its list shows it."""

    value: str
    title: str


@dataclass(frozen=True)
class Catalogue:
    """The page: what was asked for, what can be asked for, and every exercise."""

    filters: Filters
    lessons: list[LessonGroup]
    lesson_choices: list[Choice]
    concept_choices: list[tuple[str, list[Choice]]]
    level_choices: list[Choice]
    device_choices: list[Choice]
    state_choices: list[Choice]

    @property
    def rows(self) -> list[ExerciseRow]:
        return [row for lesson in self.lessons for row in lesson.rows]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def shown(self) -> int:
        return sum(row.is_shown for row in self.rows)


def catalogue_get(learner: Learner | None, filters: Filters | None = None) -> Catalogue:
    """Return the catalogue for a learner; rows that the filters leave out are there, unshown."""
    standings = standings_get(learner) if learner else {}
    exercises = list(exercises_lean())
    titles = lesson_titles([exercise.lesson for exercise in exercises])
    concepts = _concept_choices(exercises, titles)
    filters = (filters or Filters()).within(
        lesson=titles,
        concept=[choice.value for _, choices in concepts for choice in choices],
        level=[str(level) for level in LEVELS],
        device=DEVICES,
        state=STATES,
    )
    by_lesson: dict[str, list[Exercise]] = defaultdict(list)
    for exercise in exercises:
        by_lesson[exercise.lesson].append(exercise)
    return Catalogue(
        filters=filters,
        lessons=[
            LessonGroup(slug, title, _groups(by_lesson[slug], standings, filters))
            for slug, title in titles.items()
        ],
        lesson_choices=[Choice(slug, title) for slug, title in titles.items()],
        concept_choices=concepts,
        level_choices=[Choice(str(level), f"{level} of {LEVELS[-1]}") for level in LEVELS],
        device_choices=[Choice("cpu", "runs on CPU"), Choice("cuda", "runs on GPU")],
        state_choices=[Choice(state, state) for state in STATES],
    )


def concept_title(slug: str) -> str:
    """Return a concept's title; one that the map does not name is called after its slug."""
    concept = concept_map().get(slug)
    return concept.title if concept else slug.replace("-", " ").capitalize()


def _groups(
    exercises: Sequence[Exercise], standings: dict[str, Standing], filters: Filters
) -> list[ConceptGroup]:
    """Group a lesson's exercises by the concept that each is named for: its first."""
    groups: dict[str, ConceptGroup] = {}
    for exercise in exercises:
        slug = exercise.concepts[0] if exercise.concepts else ""
        group = groups.setdefault(slug, ConceptGroup(slug, concept_title(slug) if slug else ""))
        group.rows.append(_row(exercise, standings.get(exercise.slug), filters))
    order = {slug: place for place, slug in enumerate(concept_map())}
    return sorted(groups.values(), key=lambda group: order.get(group.slug, len(order)))


def _row(exercise: Exercise, standing: Standing | None, filters: Filters) -> ExerciseRow:
    revision = exercise.current_revision
    effort = effort_of(exercise)
    facts = Facts(
        lesson=exercise.lesson,
        concepts=tuple(exercise.concepts),
        level=effort.level,
        devices=tuple(exercise.devices),
        state=_state(standing),
        words=_words(exercise),
    )
    return ExerciseRow(
        slug=exercise.slug,
        catalogue_number=exercise.catalogue_number,
        title=exercise.title,
        summary=exercise.summary,
        effort=effort,
        devices=exercise.devices,
        max_points=revision.max_points if revision else 0,
        best_points=standing.best_points if standing else None,
        facts=facts,
        is_shown=is_wanted(facts, filters),
    )


def _state(standing: Standing | None) -> str:
    if standing is None:
        return NOT_BEGUN
    return PASSED if standing.is_passed else BEGUN


def _words(exercise: Exercise) -> str:
    """Return what a search looks through; a number is found as SO-17b, so 17b and so17b."""
    number = exercise.catalogue_number
    concepts = [concept_title(slug) for slug in exercise.concepts]
    told = plain(" ".join((number, exercise.title, exercise.summary, *concepts)))
    return f"{told} {plain(number).replace(' ', '')}"


def _concept_choices(
    exercises: Iterable[Exercise], titles: dict[str, str]
) -> list[tuple[str, list[Choice]]]:
    """Return the concepts that exercises practise, by the lesson they belong to, in its order."""
    practised = {slug: exercise.lesson for exercise in exercises for slug in exercise.concepts}
    known = concept_map()
    by_lesson: dict[str, list[Choice]] = {slug: [] for slug in titles}
    for slug in sorted(practised, key=[*known, *practised].index):
        lesson = known[slug].lesson if slug in known else practised[slug]
        by_lesson.setdefault(lesson, []).append(Choice(slug, concept_title(slug)))
    everything = lesson_titles(list(by_lesson)) if by_lesson.keys() - titles.keys() else titles
    return [(everything[lesson], found) for lesson, found in by_lesson.items() if found]
