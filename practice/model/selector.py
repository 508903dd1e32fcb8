"""Chooses what to do next: the item with the largest expected gain per minute that suits now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from practice.model.days import DAY_MS, days_since
from practice.model.gains import UNTAUGHT, Gain, Moment, Prospects, gain_of
from practice.model.graph import Graph, reached
from practice.model.items import FACETS, Item
from practice.model.parameters import DEFAULT, Parameters
from practice.model.state import FAILURES_IN_A_ROW, State
from practice.model.wording import reason_of

HORIZON_DAYS = 30
PREREQUISITE_FROM = 0.7
UNTRIED = 0.6
UNMET_FLOOR = 0.1
UNREAD_FACTOR = 0.5
# Neither trivial nor hopeless: PRACTICE.md prefers a chance of success in this range.
COMFORTABLE = (0.6, 0.95)
UNCOMFORTABLE_FACTOR = 0.7
CODE_EVERY_MIN = 15
TOO_HARD_DAYS = 3
LONG_BREAK_DAYS = 14
# Below this gain, in concepts recalled per minute, nothing is worth today's time.
GAIN_FLOOR_PER_MIN = 0.0003
MS_PER_MIN = 60_000

Alike = tuple[tuple[str, ...], str, float, str, float, bool]
Cause = Literal["claimed", "stuck", "code", ""]
URGENCY: dict[Cause, int] = {"claimed": 3, "stuck": 2, "code": 1, "": 0}
DoneBecause = Literal["", "time is up", "nothing gains", "nothing left"]


class Goal(msgspec.Struct, frozen=True):
    """What the learner set: the learner-local day of the exam, and minutes a day.

    `values` say what a concept is worth, 1 where nothing is said.
    """

    exam_day: int | None = None
    minutes_a_day: float | None = None
    values: dict[str, float] = {}

    def days_to_exam(self, day: int) -> int | None:
        """Return how far ahead the exam is, on its own day 1; None where it is over or not set."""
        if self.exam_day is None or self.exam_day < day:
            return None
        return max(1, self.exam_day - day)


class Choice(msgspec.Struct, frozen=True):
    """An item, its score in expected gain per minute, the terms of it, and the reason in words.

    `missing` are weak prerequisites, weakest first; `cause` why it comes before better scores.
    """

    item: Item
    score: float
    gain: Gain
    cause: Cause
    missing: tuple[str, ...]
    reason: str


class Plan(msgspec.Struct, frozen=True):
    """What to do, best first. When the day's work is done the next is offered all the same."""

    choices: list[Choice]
    done_because: DoneBecause
    minutes_left: float | None


def moment_of(day: int, t_ms: int, tz_offset_min: int, goal: Goal) -> Moment:
    """Return the moment of a choice: towards the exam, or 30 days ahead where none is to come."""
    days = goal.days_to_exam(day) or HORIZON_DAYS
    return Moment(day, t_ms, tz_offset_min, t_ms + days * DAY_MS)


def plan_make(
    items: Iterable[Item],
    state: State,
    graph: Graph,
    moment: Moment,
    goal: Goal | None = None,
    *,
    minutes: float | None = None,
    parameters: Parameters = DEFAULT,
) -> Plan:
    """Return what to do next and after that, at a moment on or after the state's last event.

    `minutes` leaves out what does not fit into them. Items done or put off today are left out
    with their whole pool; of a pool, those seen least are in. Items that share a concept with the
    last attempt come behind all others.
    """
    goal, items = goal or Goal(), list(items)
    chooser = _Chooser(state, graph, moment, goal, parameters, _unread(items))
    choices = [
        chooser.choice(item)
        for item in _open_items(items, state, moment.day)
        if minutes is None or item.minutes <= minutes
    ]
    last = set(chooser.last_concepts)
    choices.sort(
        key=lambda choice: (
            not last.isdisjoint(choice.item.concepts),
            -URGENCY[choice.cause],
            -choice.score,
            choice.item.id,
        )
    )
    left = chooser.minutes_left
    return Plan(_fitting_first(choices, left), _done_because(choices, left), left)


def _unread(items: list[Item]) -> set[str]:
    """Return the concepts that no item is about whose sections were read."""
    read = {concept for item in items if item.is_read for concept in item.concepts}
    return {concept for item in items if not item.is_read for concept in item.concepts} - read


def _open_items(items: Iterable[Item], state: State, day: int) -> Iterator[Item]:
    pools: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        pools[item.pool or item.id].append(item)
    over = {
        item_id for item_id, skip in state.skips.items() if _is_out(skip.reason, day - skip.day)
    }
    if state.today.day == day:
        over.update(state.today.done)
    for pool in pools.values():
        if not any(item.id in over for item in pool):
            least = min(state.times.get(item.id, 0) for item in pool)
            yield from (item for item in pool if state.times.get(item.id, 0) == least)


def _is_out(reason: str, days: int) -> bool:
    return days < (TOO_HARD_DAYS if reason == "too hard" else 1)


def _fitting_first(choices: list[Choice], left: float | None) -> list[Choice]:
    """Return what fits the day's minutes before what does not, where anything does."""
    if left is None or not any(choice.item.minutes <= left for choice in choices):
        return choices
    return sorted(choices, key=lambda choice: choice.item.minutes > left)


def _done_because(choices: list[Choice], left: float | None) -> DoneBecause:
    if not choices:
        return "nothing left"
    if left is not None and not any(choice.item.minutes <= left for choice in choices):
        return "time is up"
    if all(choice.score < GAIN_FLOOR_PER_MIN for choice in choices):
        return "nothing gains"
    return ""


class _Chooser:
    """Rates items at one moment."""

    def __init__(
        self,
        state: State,
        graph: Graph,
        moment: Moment,
        goal: Goal,
        parameters: Parameters,
        unread: set[str],
    ) -> None:
        self.unread = unread
        self.state, self.graph, self.moment, self.goal = state, graph, moment, goal
        self.prospects = Prospects(state, graph, moment, parameters)
        self._strengths: dict[str, float] = {}
        self._choices: dict[Alike, Choice] = {}
        today = state.today if state.today.day == moment.day else None
        self.last_concepts = today.last_concepts if today else []
        self.claimed = set(today.claimed).difference(today.settled) if today else set()
        self.stuck = (
            self._weakest_prerequisite(today.failed)
            if today and (today.failures >= FAILURES_IN_A_ROW)
            else None
        )
        self.is_code_due = today is not None and (
            today.since_code_ms >= CODE_EVERY_MIN * MS_PER_MIN
        )
        spent_min = today.spent_ms / MS_PER_MIN if today else 0.0
        self.minutes_left = (
            None if goal.minutes_a_day is None else max(0.0, goal.minutes_a_day - spent_min)
        )
        # The whole first day back is a gentle one, not its first item alone.
        self.days_away = (
            today.days_away if today else days_since(state.last_attempt_ms, moment.t_ms)
        )

    def choice(self, item: Item) -> Choice:
        """Return what there is to be said for an item; of those that ask alike, the same."""
        key = (item.concepts, item.facet, item.guess, item.kind, item.minutes, item.is_read)
        alike = self._choices.get(key)
        if alike is None:
            alike = self._choices[key] = self._choice(item)
        return Choice(item, alike.score, alike.gain, alike.cause, alike.missing, alike.reason)

    def _choice(self, item: Item) -> Choice:
        weights = reached(self.graph, dict.fromkeys(item.concepts, 1.0))
        gain = gain_of(
            self.prospects, item.concepts, item.facet, item.guess, weights, self.goal.values
        )
        missing = self._missing(item)
        cause = self._cause(item)
        score = self._factor(item, gain, missing) * gain.total / max(1.0, item.minutes)
        reason = reason_of(
            item,
            gain,
            cause,
            missing,
            self.state,
            self.graph,
            self.moment,
            has_exam=self.goal.days_to_exam(self.moment.day) is not None,
            days_away=self.days_away if self.is_back else 0,
        )
        return Choice(item, score, gain, cause, tuple(missing), reason)

    @property
    def is_back(self) -> bool:
        """Tell whether the learner has just come back from a long break."""
        return self.days_away >= LONG_BREAK_DAYS

    def _factor(self, item: Item, gain: Gain, missing: list[str]) -> float:
        factor = 1.0
        if missing:
            share = self._strength(missing[0]) / PREREQUISITE_FROM
            factor = max(UNMET_FLOOR, share**3)
        if not item.is_read and self._is_new(item):
            factor *= UNREAD_FACTOR
        if not COMFORTABLE[0] <= gain.chance <= COMFORTABLE[1]:
            factor *= UNCOMFORTABLE_FACTOR
        # After a break begin with what is still there.
        return factor * gain.chance if self.is_back else factor

    def _cause(self, item: Item) -> Cause:
        if not self.claimed.isdisjoint(item.concepts):
            return "claimed"
        if self.stuck in item.concepts:
            return "stuck"
        return "code" if self.is_code_due and item.kind == "exercise" else ""

    def _missing(self, item: Item) -> list[str]:
        needed = {
            prerequisite
            for concept in item.concepts
            for prerequisite in self.graph.prerequisites.get(concept, ())
        }
        weak = [
            (self._strength(concept), concept)
            for concept in needed.difference(item.concepts)
            if self._strength(concept) < PREREQUISITE_FROM
        ]
        return [concept for _, concept in sorted(weak)]

    def _weakest_prerequisite(self, failed: list[str]) -> str | None:
        needed = {p for concept in failed for p in self.graph.prerequisites.get(concept, ())}
        # What was missed beside it is no way back.
        needed.difference_update(failed)
        return min(needed, key=lambda concept: (self._strength(concept), concept), default=None)

    def _strength(self, concept: str) -> float:
        """Return how likely a concept is known in the better facet of those that were tried.

        Of one never tried it is anybody's guess, whatever others know of it; less where it was not
        even read of.
        """
        found = self._strengths.get(concept)
        if found is None:
            prospects = [self.prospects.of(concept, facet) for facet in FACETS]
            tried = [each.now for each in prospects if not each.is_new]
            found = self._strengths[concept] = max(tried) if tried else self._untried(concept)
        return found

    def _untried(self, concept: str) -> float:
        return UNTAUGHT if concept in self.unread else UNTRIED

    def _is_new(self, item: Item) -> bool:
        return any(self.prospects.of(concept, item.facet).is_new for concept in item.concepts)
