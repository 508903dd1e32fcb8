"""What practising an item is expected to gain: recall at the horizon, in concepts.

What is likely by then follows from FSRS's forgetting, in log-odds. What a learner answers says
little of how much that counts, since practice keeps recall within narrow bounds; so the weight of
recall has a floor here, and the log-odds pivot where recall is 0.9.

Only memory counts as gained. That an attempt may also bring news, good or bad, about the learner
gains and costs nothing, so the calibrator's other features stay as they are.
"""

from collections.abc import Mapping

import msgspec

from practice.model.calibrator import RECALL, Calibrator, Trial, known, logit, sigmoid
from practice.model.days import DAY_MS
from practice.model.features import trial_of
from practice.model.graph import Graph
from practice.model.items import Facet
from practice.model.memory import Memory, credited, curve, recall, review
from practice.model.parameters import DEFAULT, Parameters
from practice.model.ratings import AGAIN, GOOD
from practice.model.state import State

# What is known of a concept that was never practised, by the horizon and without practice.
UNTAUGHT = 0.2
PIVOT = logit(0.9)
WORTH_MENTION = 0.005


class Moment(msgspec.Struct, frozen=True):
    """The instant a choice is made for, and the one it is made towards, both of the same learner.

    `day` is the learner-local day of `t_ms`; `horizon_ms` lies after it.
    """

    day: int
    t_ms: int
    tz_offset_min: int
    horizon_ms: int

    @property
    def horizon_days(self) -> float:
        """Return how far the horizon is."""
        return (self.horizon_ms - self.t_ms) / DAY_MS


class Prospect(msgspec.Struct, frozen=True):
    """One concept in one facet: how likely now, at the horizon, and then after practice now.

    `after` is after a success, `after_miss` after a failure; `is_new` where never practised.
    """

    now: float
    later: float
    after: float
    after_miss: float
    is_new: bool


class Gain(msgspec.Struct, frozen=True):
    """What an item is expected to give, with the terms that it is the sum of.

    `chance` is the chance of a right answer, guesses included; `now` and `later` are means over
    the item's concepts; `refreshes` the gain of other concepts, by slug, largest first.
    """

    total: float
    chance: float
    now: float
    later: float
    refreshes: dict[str, float]


def prospect(
    state: State, concept: str, facet: Facet, moment: Moment, parameters: Parameters = DEFAULT
) -> Prospect:
    """Return what is to be expected of one concept in one facet."""
    trial = trial_of(state, facet, (concept,), moment.t_ms, parameters=parameters)
    calibrator, fsrs = state.calibrator(facet), parameters.fsrs
    track = state.tracks(facet).get(concept)
    memory = track.memory if track else None
    reviewed = (review(memory, each, moment.day, moment.t_ms, fsrs) for each in (GOOD, AGAIN))
    after, after_miss = (
        _with_recall(
            calibrator, trial, curve(moment.horizon_days, each.stability_days, fsrs), parameters
        )
        for each in reviewed
    )
    now = known(calibrator, trial)
    later = UNTAUGHT
    if memory is not None:
        chance = recall(memory, moment.horizon_ms, fsrs)
        later = _with_recall(calibrator, trial, chance, parameters)
    later = min(now, later)
    return Prospect(now, later, max(after, later), max(after_miss, later), memory is None)


def refreshed(
    state: State,
    concept: str,
    facet: Facet,
    weight: float,
    moment: Moment,
    later: float,
    parameters: Parameters = DEFAULT,
) -> float:
    """Return how likely a concept is at the horizon after credit along an edge of this weight."""
    track = state.tracks(facet).get(concept)
    if track is None or track.memory is None or track.credited_day == moment.day:
        return later
    before: Memory = track.memory
    share, fsrs = parameters.credit * weight, parameters.fsrs
    memory = credited(before, share, moment.day, moment.t_ms, moment.tz_offset_min, fsrs)
    if memory is before:
        return later
    trial = trial_of(state, facet, (concept,), moment.t_ms, parameters=parameters)
    chance = recall(memory, moment.horizon_ms, fsrs)
    return max(later, _with_recall(state.calibrator(facet), trial, chance, parameters))


class Prospects:
    """The prospects of one moment, each computed once."""

    def __init__(self, state: State, graph: Graph, moment: Moment, parameters: Parameters) -> None:
        self.state, self.graph, self.moment, self.parameters = state, graph, moment, parameters
        self._known: dict[tuple[str, Facet], Prospect] = {}
        self._refreshed: dict[tuple[str, Facet, float], float] = {}

    def of(self, concept: str, facet: Facet) -> Prospect:
        """Return the prospect of one concept in one facet."""
        key = (concept, facet)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = prospect(
                self.state, concept, facet, self.moment, self.parameters
            )
        return found

    def after_credit(self, concept: str, facet: Facet, weight: float) -> float:
        """Return how likely a concept is at the horizon after credit along an edge."""
        key = (concept, facet, weight)
        found = self._refreshed.get(key)
        if found is None:
            later = self.of(concept, facet).later
            found = refreshed(
                self.state, concept, facet, weight, self.moment, later, self.parameters
            )
            self._refreshed[key] = found
        return found


def gain_of(
    prospects: Prospects,
    concepts: tuple[str, ...],
    facet: Facet,
    guess: float,
    weights: Mapping[str, float],
    values: Mapping[str, float],
) -> Gain:
    """Return the expected gain of an item about `concepts`.

    `weights` are of the concepts that it refreshes on the way; `values` say what a concept is
    worth, 1 where nothing is said.
    """
    own = {concept: prospects.of(concept, facet) for concept in concepts}
    count = max(1, len(own))
    now = sum(each.now for each in own.values()) / count
    total = 0.0
    for concept, each in own.items():
        expected = now * each.after + (1 - now) * each.after_miss
        total += values.get(concept, 1.0) * (expected - each.later)
    refreshes: dict[str, float] = {}
    for concept, weight in weights.items():
        later = prospects.of(concept, facet).later
        more = now * (prospects.after_credit(concept, facet, weight) - later)
        total += values.get(concept, 1.0) * more
        if more >= WORTH_MENTION:
            refreshes[concept] = more
    return Gain(
        total=total,
        chance=guess + (1 - guess) * now,
        now=now,
        later=sum(each.later for each in own.values()) / count,
        refreshes=dict(sorted(refreshes.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _with_recall(
    calibrator: Calibrator, trial: Trial, chance: float, parameters: Parameters
) -> float:
    """Return how likely a concept is known where memory recalls it with this chance.

    What is remembered by then is not new any more.
    """
    always, _, _, wins, losses, crossed, ability = trial.features
    features = (always, 0.0, logit(chance), wins, losses, crossed, ability)
    likely = logit(known(calibrator, Trial(trial.concepts, features)))
    more = max(0.0, parameters.ahead_recall_weight - calibrator.weights[RECALL])
    return sigmoid(likely + more * (features[RECALL] - PIVOT))
