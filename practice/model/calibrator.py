"""The calibrator of one facet: an online logistic regression that blends FSRS with recent success.

It has one weight for each feature, and one offset for each concept. All have a Gaussian prior and
learn by one Newton step an answer, which is a Kalman filter's: the weights with their whole
covariance, each offset with its own variance. Where it begins is pooled over learners.
"""

from collections.abc import Sequence
from math import exp, log

import msgspec

from practice.model.newton import Triangle, diagonal, newton_step
from practice.model.parameters import DEFAULT, Parameters, Pooled, Row

FEATURES = ("always", "new", "recall", "wins", "losses", "other facet", "ability")
LOGIT_LIMIT = 4.0
NEW, RECALL = FEATURES.index("new"), FEATURES.index("recall")
CERTAIN = 1e-6


class Offset(msgspec.Struct, gc=False):
    """What is particular to one concept: a log-odds, and its variance."""

    value: float
    variance: float


class Calibrator(msgspec.Struct):
    """The weights of one learner in one facet, their covariance, and the offsets by concept.

    `covariance` is the upper triangle, row by row.
    """

    weights: Row
    covariance: Triangle
    concepts: dict[str, Offset] = msgspec.field(default_factory=dict)


class Trial(msgspec.Struct, frozen=True, gc=False):
    """One thing asked: of which concepts, with which features, guess floor and chance of a slip."""

    concepts: tuple[str, ...]
    features: Row
    guess: float = 0.0
    slip: float = 0.0


def calibrator_new(pooled: Pooled, parameters: Parameters = DEFAULT) -> Calibrator:
    """Return the calibrator of a learner of whom nothing is known."""
    return Calibrator(pooled.weights, diagonal(1 / parameters.weight_precision))


def logit(probability: float) -> float:
    """Return the log-odds of a probability, cut off at ±4."""
    if probability <= 0.0:
        return -LOGIT_LIMIT
    if probability >= 1.0:
        return LOGIT_LIMIT
    odds = log(probability / (1 - probability))
    if odds > LOGIT_LIMIT:
        return LOGIT_LIMIT
    return odds if odds > -LOGIT_LIMIT else -LOGIT_LIMIT


def sigmoid(log_odds: float) -> float:
    """Return the probability of a log-odds, for those of any size."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    power = exp(log_odds)
    return power / (1 + power)


def known(calibrator: Calibrator, trial: Trial) -> float:
    """Return the probability that what a trial asks for is known, guesses and slips aside."""
    a, b, c, d, e, f, g = calibrator.weights
    s, t, u, v, w, x, y = trial.features
    total = a * s + b * t + c * u + d * v + e * w + f * x + g * y
    of_concepts = 0.0
    for concept in trial.concepts:
        offset = calibrator.concepts.get(concept)
        if offset is not None:
            of_concepts += offset.value
    if of_concepts:
        total += of_concepts / len(trial.concepts)
    return sigmoid(total)


def predict(calibrator: Calibrator, trial: Trial) -> float:
    """Return the probability that a trial is passed: by knowledge without a slip, or by luck."""
    return trial.guess + (1 - trial.guess - trial.slip) * known(calibrator, trial)


def learn(
    calibrator: Calibrator,
    trials: Sequence[Trial],
    outcomes: Sequence[float],
    parameters: Parameters = DEFAULT,
) -> list[float]:
    """Update from the outcomes of one answer, in [0, 1]; return what was predicted of each.

    All predictions are made before the first update: the rows of one answer over several concepts
    must not inform each other.
    """
    if len(trials) == 1:
        (trial,), (outcome,) = trials, outcomes
        p, slope, information = evidence_for(
            known(calibrator, trial), trial.guess, trial.slip, outcome
        )
        _step(calibrator, trial, slope, information, parameters)
        return [p]
    found = [
        evidence_for(known(calibrator, trial), trial.guess, trial.slip, outcome)
        for trial, outcome in zip(trials, outcomes, strict=True)
    ]
    for trial, (_, slope, information) in zip(trials, found, strict=True):
        _step(calibrator, trial, slope, information, parameters)
    return [p for p, _, _ in found]


def evidence_for(
    known: float, guess: float, slip: float, outcome: float
) -> tuple[float, float, float]:
    """Return the probability p of a right answer, and the likelihood's slope and information.

    With k known, p = g + (1-g-s)k. In the log-odds of k the likelihood has the slope
    (y-p)·p'/(p(1-p)) and the information p'²/(p(1-p)), where p' = (1-g-s)·k·(1-k).
    """
    span = 1 - guess - slip
    p = guess + span * known
    rise = span * known * (1 - known)
    ratio = rise / max(CERTAIN, p * (1 - p))
    return p, (outcome - p) * ratio, rise * ratio


def recall_kept(weights: Row, parameters: Parameters) -> Row:
    """Return weights by which, whatever answers say, who remembers better is likelier right."""
    if weights[RECALL] >= parameters.recall_weight_min:
        return weights
    a, b, _, d, e, f, g = weights
    return (a, b, parameters.recall_weight_min, d, e, f, g)


def _step(
    calibrator: Calibrator, trial: Trial, slope: float, information: float, parameters: Parameters
) -> None:
    share, concepts = 1 / max(1, len(trial.concepts)), calibrator.concepts
    offsets, spread = [], 0.0
    for concept in trial.concepts:
        offset = concepts.get(concept)
        if offset is None:
            offset = concepts[concept] = Offset(0.0, 1 / parameters.concept_precision)
        offsets.append(offset)
        spread += share * share * offset.variance
    weights, calibrator.covariance, damping = newton_step(
        calibrator.weights,
        calibrator.covariance,
        trial.features,
        slope,
        information,
        spread,
        parameters.drift,
        1 / parameters.weight_precision,
    )
    if weights[RECALL] < parameters.recall_weight_min:
        weights = recall_kept(weights, parameters)
    calibrator.weights = weights
    for offset in offsets:
        move = share * offset.variance
        offset.value += move * slope / damping
        offset.variance -= move * move * information / damping
