"""Reads for the queue: what to do next, and what is known."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from grader.models import Learner
from practice.attempts import now_ms
from practice.daily import day_fit, next_of
from practice.items import items_for
from practice.model.days import DAY_MS, day_index
from practice.model.gains import Moment
from practice.model.items import FACETS
from practice.model.parameters import Parameters
from practice.model.selector import (
    LONG_BREAK_DAYS,
    MS_PER_MIN,
    Choice,
    DoneBecause,
    Goal,
    Plan,
    moment_of,
    plan_make,
)
from practice.model.state import State
from practice.model.strength import chance_known
from practice.settings import Settings, settings_get
from practice.standing import graph_get, standing_get

EndedBecause = DoneBecause | Literal["session over"]


@dataclass(frozen=True)
class ConceptState:
    """How well one concept is known: probabilities now, None where never met."""

    slug: str
    title: str
    know: float | None
    do: float | None
    last_seen: datetime | None

    @property
    def is_met(self) -> bool:
        """Tell whether it was ever practised."""
        return self.know is not None or self.do is not None

    @property
    def weakest(self) -> float:
        """Return the probability of the weaker facet of those that were met."""
        return min(each for each in (self.know, self.do, 1.0) if each is not None)


@dataclass(frozen=True)
class Queue:
    """What to do now, and what it was chosen from.

    `done_because` is empty while there is something worth today's time; `choice` is there all the
    same as long as anything is left. `then` is the rest of what fits today's minutes.
    """

    choice: Choice | None
    done_because: EndedBecause
    then: list[Choice]
    minutes_left: float | None
    spent_min: float
    settings: Settings
    moment: Moment
    state: State
    parameters: Parameters

    @property
    def days_away(self) -> int:
        """Return for how long the learner was away; 0 unless that was long."""
        last_ms = self.state.last_attempt_ms
        days = 0 if last_ms is None else int((self.moment.t_ms - last_ms) // DAY_MS)
        return days if days >= LONG_BREAK_DAYS else 0

    @property
    def exam_in_days(self) -> int | None:
        """Return the days until the exam, negative where it is past; None where none is set."""
        exam_day = self.settings.goal.exam_day
        return None if exam_day is None else exam_day - self.moment.day


def queue_get(learner: Learner | None, *, minutes: float | None = None) -> Queue:
    """Return the queue of a learner, or of a newcomer of whom nothing is known.

    `minutes` is what is left of a session; what does not fit into it comes behind what does.
    """
    standing, settings = standing_get(learner), settings_get(learner)
    state, goal = standing.state, settings.goal
    moment = _moment(state, goal)
    plan = plan_make(
        items_for(learner), state, graph_get(), moment, goal, parameters=standing.parameters
    )
    choice = next_of(plan, minutes)
    limits = [each for each in (minutes, plan.minutes_left) if each is not None]
    left = min(limits, default=None)
    rest = [each for each in plan.choices if each is not choice and not _is_twin(each, choice)]
    after = None if left is None or choice is None else left - choice.item.minutes
    ended = _ended_because(plan, choice, minutes)
    return Queue(
        choice=choice,
        done_because=ended,
        then=[] if ended else day_fit(rest, after),
        minutes_left=left,
        spent_min=state.today.spent_ms / MS_PER_MIN if state.today.day == moment.day else 0.0,
        settings=settings,
        moment=moment,
        state=state,
        parameters=standing.parameters,
    )


def concept_states_get(learner: Learner) -> list[ConceptState]:
    """Return what the learner knows of each concept."""
    standing = standing_get(learner)
    moment = _moment(standing.state, Goal())
    return concept_states(standing.state, moment, standing.parameters)


def concept_states(state: State, moment: Moment, parameters: Parameters) -> list[ConceptState]:
    """Return what a state says of each concept, in the lessons' order."""
    states = []
    for slug, title in graph_get().titles.items():
        know, do = (chance_known(state, slug, facet, moment.t_ms, parameters) for facet in FACETS)
        tracks = (state.tracks(facet).get(slug) for facet in FACETS)
        days = [track.last.day for track in tracks if track and track.last]
        seen = datetime.fromtimestamp(max(days) * DAY_MS / 1000, UTC) if days else None
        states.append(ConceptState(slug, title, know, do, seen))
    return states


def _moment(state: State, goal: Goal) -> Moment:
    """Return now, where the learner was last seen."""
    t_ms, offset = now_ms(), state.tz_offset_min
    day = max(day_index(t_ms, offset), state.today.day)
    return moment_of(day, t_ms, offset, goal)


def _is_twin(one: Choice, other: Choice | None) -> bool:
    """Tell whether two items ask the same in different words."""
    return other is not None and one.item.pool != "" and one.item.pool == other.item.pool


def _ended_because(plan: Plan, choice: Choice | None, minutes: float | None) -> EndedBecause:
    if plan.done_because or choice is None or minutes is None:
        return plan.done_because
    return "session over" if choice.item.minutes > minutes else ""
