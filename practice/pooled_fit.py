"""The monthly fit: what all learners' logs say of the numbers that each fold begins with.

Learners are parted by chance. Most fit, the others judge: new numbers are used where they predict
the answers of learners whom they were not fitted to better than the present ones do. Each learner
counts alike there, however much they practised.
"""

import logging
from collections.abc import Iterable, Iterator
from math import log
from statistics import fmean
from uuid import UUID

import msgspec
from django.db.models import Count, Max

from practice.memory_fit import memory_weights_fit
from practice.model.events import Event
from practice.model.folding import REVISION, fold
from practice.model.parameters import Parameters, parameters_write
from practice.model.pooling import pools_fit
from practice.model.predictions import Prediction
from practice.model.reviews import Reviews, reviews_of
from practice.models import AttemptEvent, PooledFit
from practice.parameters import parameters_get
from practice.standing import graph_get

logger = logging.getLogger(__name__)

LEARNERS_NEEDED = 100
LEARNERS_LIMIT = 2000
ANSWERS_NEEDED = 30
ANSWERS_LIMIT = 200_000
# One learner in five judges.
JUDGES = 5
CERTAIN = 1e-6
ANSWER_KINDS = (AttemptEvent.Kind.QUIZ, AttemptEvent.Kind.EXERCISE_RESULT)


def pooled_fit_create() -> PooledFit | None:
    """Fit, judge and store; return None where too few learners have practised enough.

    So it does where no judge has answered anything that was predicted.
    """
    learners = list(_learners())
    judges = [learner for learner in learners if learner.int % JUDGES == 0]
    if len(learners) < LEARNERS_NEEDED or not judges:
        logger.info(
            "No pooled fit: %d of %d learners have %d answers.",
            len(learners),
            LEARNERS_NEEDED,
            ANSWERS_NEEDED,
        )
        return None
    fitting = [learner for learner in learners if learner.int % JUDGES]
    before = parameters_get()
    after = _fitted(fitting, before)
    loss_before, loss_after = _loss(judges, before), _loss(judges, after)
    if loss_before is None or loss_after is None:
        logger.info("No pooled fit: nothing was predicted of %d judges.", len(judges))
        return None
    return PooledFit.objects.create(
        revision=REVISION,
        parameters=parameters_write(after).decode(),
        learners_fitted=len(fitting),
        learners_judged=len(judges),
        log_loss_before=loss_before,
        log_loss_after=loss_after,
        is_used=loss_after < loss_before,
    )


def _learners() -> Iterator[UUID]:
    """Yield who practised enough, those of late first; authors' own tries do not count."""
    rows = (
        AttemptEvent.objects.filter(kind__in=ANSWER_KINDS)
        .exclude(learner__user__is_staff=True)
        .order_by()
        .values("learner_id")
        .annotate(answers=Count("pk"), latest=Max("srv_seq"))
        .filter(answers__gte=ANSWERS_NEEDED)
        .order_by("-latest")
    )
    for row in rows[:LEARNERS_LIMIT]:
        yield row["learner_id"]


def _events(learner_id: UUID) -> list[Event]:
    return [row.as_event() for row in AttemptEvent.objects.filter(learner_id=learner_id)]


def _fitted(learners: Iterable[UUID], before: Parameters) -> Parameters:
    """Return parameters with FSRS's weights fitted, and then the calibrators on top of them."""
    histories: list[Reviews] = []
    for learner in learners:
        histories += reviews_of(_events(learner), graph_get(), before).values()
    weights = memory_weights_fit(histories, before.fsrs_weights)
    after = msgspec.structs.replace(before, fsrs_weights=weights)
    predictions: list[Prediction] = []
    for learner in learners:
        predictions += _predictions(learner, after)
        if len(predictions) >= ANSWERS_LIMIT:
            break
    return msgspec.structs.replace(after, pools=pools_fit(predictions, after))


def _predictions(learner: UUID, parameters: Parameters) -> list[Prediction]:
    found: list[Prediction] = []
    fold(_events(learner), graph_get(), parameters=parameters, observe=found.append)
    return found


def _loss(learners: Iterable[UUID], parameters: Parameters) -> float | None:
    """Return the mean over learners of their mean log loss, in nats; None without a prediction."""
    losses = []
    for learner in learners:
        predictions = _predictions(learner, parameters)
        if predictions:
            losses.append(fmean(map(_log_loss, predictions)))
    return fmean(losses) if losses else None


def _log_loss(prediction: Prediction) -> float:
    p = min(1 - CERTAIN, max(CERTAIN, prediction.expected))
    return -prediction.outcome * log(p) - (1 - prediction.outcome) * log(1 - p)
