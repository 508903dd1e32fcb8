"""Fits where a learner's calibrators begin, from what was expected of many learners and came."""

from collections.abc import Iterable, Sequence
from math import log

from practice.model.calibrator import CERTAIN, evidence_for, recall_kept, sigmoid
from practice.model.items import FACETS
from practice.model.newton import diagonal, newton_step
from practice.model.parameters import Parameters, Pooled, Pools, Row
from practice.model.predictions import Prediction

# The numbers so far are worth no more than one answer, so the learners decide.
PRIOR_PRECISION = 1.0
PASSES = 3
SLIPS = tuple(percent / 100 for percent in range(11))


def pools_fit(predictions: Iterable[Prediction], parameters: Parameters) -> Pools:
    """Return the likeliest weights and slips of both facets, beginning at those of `parameters`.

    The model is the calibrator's, and so is the fit, without a drift: three passes of its Newton
    steps over all answers, for each slip. A slip of more than 0.1 is not believed; so bounded it
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


def _weights(rows: Sequence[Prediction], weights: Row, slip: float, parameters: Parameters) -> Row:
    for _ in range(PASSES):
        covariance = diagonal(1 / PRIOR_PRECISION)
        for row in rows:
            known = sigmoid(_log_odds(weights, row.features))
            _, slope, information = evidence_for(known, row.guess, slip, row.outcome)
            weights, covariance, _ = newton_step(
                weights, covariance, row.features, slope, information, 0.0, 0.0, 0.0
            )
        weights = recall_kept(weights, parameters)
    return weights


def _loss(rows: Sequence[Prediction], weights: Row, slip: float) -> float:
    total = 0.0
    for row in rows:
        known = sigmoid(_log_odds(weights, row.features))
        p = row.guess + (1 - row.guess - slip) * known
        total -= row.outcome * log(max(CERTAIN, p))
        total -= (1 - row.outcome) * log(max(CERTAIN, 1 - p))
    return total


def _log_odds(weights: Row, features: Row) -> float:
    return sum(weight * x for weight, x in zip(weights, features, strict=True))
