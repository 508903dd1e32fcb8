"""What the calibrator looks at before an answer: memory and recent success of its concepts."""

from collections.abc import Sequence
from math import log, log1p

from practice.model.calibrator import Features, Trial, logit
from practice.model.days import DAY_MS
from practice.model.memory import curve, recall
from practice.model.ratings import AGAIN
from practice.model.state import State, Track

ABILITY_PRIOR = (3.0, 2.0)
MISSED_FADES = 1 / 16
BLANK = Track()


def trial_of(
    state: State,
    facet: str,
    concepts: Sequence[str],
    item_id: str,
    t_ms: float,
    guess: float = 0.0,
) -> Trial:
    """Return the trial of asking for concepts in one facet at an instant, in UTC milliseconds.

    An item about several concepts has the mean of their features.
    """
    ability = ability_of(state)
    tracks, others = state.tracks(facet), state.tracks("do" if facet == "know" else "know")
    rows = [
        features(facet, tracks.get(concept, BLANK), others.get(concept, BLANK), t_ms, ability)
        for concept in concepts
    ]
    if len(rows) == 1:
        mean = rows[0]
    elif rows:
        count = len(rows)
        mean = tuple([total / count for total in map(sum, zip(*rows, strict=True))])
    else:
        mean = features(facet, BLANK, BLANK, t_ms, ability)
    return Trial(tuple(concepts), item_id, mean, guess)


def features(facet: str, track: Track, other: Track, t_ms: float, ability: float) -> Features:
    """Return one concept's features, in the order of `FEATURES`, at an instant in UTC milliseconds.

    `other` is the other facet's track. "missed" fades with a half-life of six hours: FSRS says
    1.0 right after any review, a failed one too.
    """
    know = 1.0 if facet == "know" else 0.0
    crossed = 0.0 if other.memory is None else logit(recall(other.memory, t_ms))
    wins, losses = log1p(track.wins), log1p(track.losses)
    memory = track.memory
    if memory is None:
        return (know, 1 - know, 1.0, 0.0, 0.0, wins, losses, crossed, ability, 0.0, 0.0)
    elapsed_days = max(0.0, (t_ms - memory.last_ms) / DAY_MS)
    return (
        know,
        1 - know,
        0.0,
        logit(curve(elapsed_days, memory.stability_days)),
        MISSED_FADES**elapsed_days if track.rating == AGAIN else 0.0,
        wins,
        losses,
        crossed,
        ability,
        (memory.difficulty - 5) / 3,
        log1p(elapsed_days),
    )


def ability_of(state: State) -> float:
    """Return the log-odds of the learner's recent success over all concepts, shrunk to nothing."""
    wins, losses = ABILITY_PRIOR
    return log((wins + state.wins) / (losses + state.losses)) - log(wins / losses)
