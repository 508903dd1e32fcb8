"""Reads for the queue: what to do next, what is known, what was done."""

from dataclasses import dataclass
from datetime import UTC, datetime

from grader.models import Learner
from practice.attempts import now_ms
from practice.items import items_list
from practice.model.days import day_index
from practice.model.gains import Moment
from practice.model.items import FACETS
from practice.model.selector import Choice, DoneBecause, Goal, moment_of, plan_make
from practice.model.state import State
from practice.model.strength import chance_known
from practice.models import AttemptEvent
from practice.standing import graph_get, state_get

THEN_COUNT = 4
HISTORY_COUNT = 12


@dataclass(frozen=True)
class ConceptState:
    """How well one concept is known: probabilities now, None where never met."""

    slug: str
    title: str
    know: float | None
    do: float | None
    last_seen: datetime | None


@dataclass(frozen=True)
class HistoryLine:
    """One thing the learner did, for reading."""

    title: str
    url: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class Queue:
    """Everything the practice page shows.

    `done_because` is empty while there is something worth today's time; `choice` is there all the
    same as long as anything is left.
    """

    choice: Choice | None
    done_because: DoneBecause
    then: list[Choice]
    concepts: list[ConceptState]
    history: list[HistoryLine]


def queue_get(learner: Learner | None, *, minutes: float | None = None) -> Queue:
    """Return the queue of a learner, or of a newcomer of whom nothing is known."""
    state, goal = state_get(learner), Goal()
    moment = _moment(state, goal)
    plan = plan_make(items_list(), state, graph_get(), moment, goal, minutes=minutes)
    return Queue(
        choice=plan.choices[0] if plan.choices else None,
        done_because=plan.done_because,
        then=plan.choices[1 : 1 + THEN_COUNT],
        concepts=_concept_states(state, moment),
        history=_history(learner, state),
    )


def concept_states_get(learner: Learner) -> list[ConceptState]:
    """Return what the learner knows of each concept."""
    state = state_get(learner)
    return _concept_states(state, _moment(state, Goal()))


def _moment(state: State, goal: Goal) -> Moment:
    """Return now, where the learner was last seen."""
    t_ms, offset = now_ms(), state.tz_offset_min
    day = max(day_index(t_ms, offset), state.today.day)
    return moment_of(day, t_ms, offset, goal)


def _concept_states(state: State, moment: Moment) -> list[ConceptState]:
    states = []
    for slug, title in graph_get().titles.items():
        know, do = (chance_known(state, slug, facet, moment.t_ms) for facet in FACETS)
        tracks = (state.tracks(facet).get(slug) for facet in FACETS)
        days = [track.last.day for track in tracks if track and track.last]
        seen = datetime.fromtimestamp(max(days) * 86_400, UTC) if days else None
        states.append(ConceptState(slug, title, know, do, seen))
    return states


def _history(learner: Learner | None, state: State) -> list[HistoryLine]:
    if learner is None:
        return []
    done = AttemptEvent.objects.filter(
        learner=learner, kind__in=[AttemptEvent.Kind.QUIZ, AttemptEvent.Kind.EXERCISE_RESULT]
    ).order_by("-t_eff_ms")
    voided = set(state.voided)
    known = {item.id: item for item in items_list()}
    lines = []
    rows = [row for row in done[: HISTORY_COUNT + len(voided)] if str(row.id) not in voided]
    for event in rows[:HISTORY_COUNT]:
        item = known.get(event.item_id)
        title, url = (item.title, item.url) if item else (event.item_id, "")
        at = datetime.fromtimestamp(event.t_eff_ms / 1000, UTC)
        lines.append(HistoryLine(title, url, _outcome(event), at))
    return lines


def _outcome(event: AttemptEvent) -> str:
    if event.kind == AttemptEvent.Kind.QUIZ:
        return "right" if event.payload.get("correct") else "not right"
    checks = event.payload.get("checks", [])
    passed = sum(check.get("verdict") == "passed" for check in checks)
    return f"{passed} of {len(checks)} checks passed"
