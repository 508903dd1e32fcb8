"""Fits where a learner's calibrators begin, from what was expected of many learners and came."""

from collections.abc import Iterable, Sequence
from math import log

from practice.model.calibrator import CERTAIN, RECALL, evidence_for, recall_kept, sigmoid
from practice.model.items import FACETS
from practice.model.newton import diagonal, newton_step, times
from practice.model.parameters import Parameters, Pooled, Pools, Row
from practice.model.predictions import Prediction

# The numbers so far are worth no more than one answer, so the learners decide.
PRIOR_PRECISION = 1.0
STEPS = 6
ONLY_RECALL = (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
CERTAINLY = 1e12
SLIPS = tuple(percent / 100 for percent in range(11))


def pools_fit(predictions: Iterable[Prediction], parameters: Parameters) -> Pools:
    """Return the likeliest weights and slips of both facets, beginning at those of `parameters`.

    The model is the calibrator's, and so is the first pass over all answers, without a drift. The
    covariance that it ends with then serves a few Newton steps of all answers at once. Of eleven
    slips the likeliest is taken. A slip of more than 0.1 is not believed; so bounded it
    Baker, Corbett and Aleven (2008). A facet without answers keeps its numbers.
    """
    rows = list(predictions)
    know, do = ([row for row in rows if row.facet == facet] for facet in FACETS)
    pools = parameters.pools
    return Pools(_fit(know, pools.know, parameters), _fit(do, pools.do, parameters))


def _fit(rows: Sequence[Prediction], before: Pooled, parameters: Parameters) -> Pooled:
    if not rows:
        return before
    fits = [(_weights(rows, before.weights, slip, parameters), slip) for slip in SLIPS]
    weights, slip = min(fits, key=lambda fit: _loss(rows, *fit))
    a, b, c, d, e, f, g = (round(weight, 4) for weight in weights)
    return Pooled((a, b, c, d, e, f, g), slip)


def _weights(rows: Sequence[Prediction], before: Row, slip: float, parameters: Parameters) -> Row:
    weights, least = before, parameters.recall_weight_min
    covariance = diagonal(1 / PRIOR_PRECISION)
    for row in rows:
        _, slope, information = _evidence(row, weights, slip)
        weights, covariance, _ = newton_step(
            weights, covariance, row.features, slope, information, 0.0, 0.0, 0.0
        )
    for _ in range(STEPS):
        total = [PRIOR_PRECISION * (b - w) for b, w in zip(before, weights, strict=True)]
        for row in rows:
            _, slope, _ = _evidence(row, weights, slip)
            total = [so_far + slope * x for so_far, x in zip(total, row.features, strict=True)]
        a, b, c, d, e, f, g = total
        moves = times(covariance, (a, b, c, d, e, f, g))
        a, b, c, d, e, f, g = (old + move for old, move in zip(weights, moves, strict=True))
        weights = (a, b, c, d, e, f, g)
        if weights[RECALL] < least:
            # At its floor recall is known, and the others move as if it were.
            _, covariance, _ = newton_step(
                weights, covariance, ONLY_RECALL, 0.0, CERTAINLY, 0.0, 0.0, 0.0
            )
            weights = recall_kept(weights, parameters)
    return weights


def _loss(rows: Sequence[Prediction], weights: Row, slip: float) -> float:
    total = 0.0
    for row in rows:
        p, _, _ = _evidence(row, weights, slip)
        total -= row.outcome * log(max(CERTAIN, p))
        total -= (1 - row.outcome) * log(max(CERTAIN, 1 - p))
    return total


def _evidence(row: Prediction, weights: Row, slip: float) -> tuple[float, float, float]:
    log_odds = sum(weight * x for weight, x in zip(weights, row.features, strict=True))
    return evidence_for(sigmoid(log_odds), row.guess, slip, row.outcome)
