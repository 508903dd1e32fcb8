"""What the calibrator looks at before an answer: memory and recent success of its concepts."""

from collections.abc import Sequence
from math import log, log1p

from practice.model.calibrator import Trial, logit
from practice.model.days import DAY_MS
from practice.model.items import Facet
from practice.model.memory import Fsrs, curve, recall
from practice.model.parameters import DEFAULT, Parameters, Row
from practice.model.ratings import AGAIN
from practice.model.state import State, Track

ABILITY_PRIOR = (3.0, 2.0)
MISSED_DAYS = 1.0
EVEN = log(ABILITY_PRIOR[0] / ABILITY_PRIOR[1])
BLANK = Track()


def trial_of(
    state: State,
    facet: Facet,
    concepts: Sequence[str],
    t_ms: float,
    guess: float = 0.0,
    parameters: Parameters = DEFAULT,
) -> Trial:
    """Return the trial of asking for concepts in one facet at an instant, in UTC milliseconds.

    An item about several concepts has the mean of their features.
    """
    ability, fsrs = ability_of(state), parameters.fsrs
    if facet == "know":
        own, others, slip = state.know, state.do, parameters.pools.know.slip
    else:
        own, others, slip = state.do, state.know, parameters.pools.do.slip
    if len(concepts) == 1:
        concept = concepts[0]
        mean = features(own.get(concept, BLANK), others.get(concept, BLANK), t_ms, ability, fsrs)
    else:
        mean = _mean(
            [
                features(own.get(each, BLANK), others.get(each, BLANK), t_ms, ability, fsrs)
                for each in concepts or ("",)
            ]
        )
    return Trial(tuple(concepts), mean, guess, slip)


def features(track: Track, other: Track, t_ms: float, ability: float, fsrs: Fsrs) -> Row:
    """Return one concept's features, in the order of `FEATURES`, at an instant in UTC milliseconds.

    `other` is the other facet's track. FSRS says 1.0 right after any review, a failed one too; so
    what was missed counts as no fresher than a day old.
    """
    memory, crossed = track.memory, 0.0
    if other.memory is not None:
        crossed = logit(recall(other.memory, t_ms, fsrs))
    wins, losses = log1p(track.wins), log1p(track.losses)
    if memory is None:
        return (1.0, 1.0, 0.0, wins, losses, crossed, ability)
    elapsed_days = (t_ms - memory.last_ms) / DAY_MS
    if elapsed_days < MISSED_DAYS and track.rating == AGAIN:
        elapsed_days = MISSED_DAYS
    recalled = logit(curve(elapsed_days, memory.stability_days, fsrs))
    return (1.0, 0.0, recalled, wins, losses, crossed, ability)


def ability_of(state: State) -> float:
    """Return the log-odds of the learner's recent success over all concepts, shrunk to nothing."""
    wins, losses = ABILITY_PRIOR
    return log((wins + state.wins) / (losses + state.losses)) - EVEN


def _mean(rows: list[Row]) -> Row:
    total, count = [0.0] * len(rows[0]), len(rows)
    for row in rows:
        total = [so_far + x for so_far, x in zip(total, row, strict=True)]
    a, b, c, d, e, f, g = (each / count for each in total)
    return (a, b, c, d, e, f, g)
