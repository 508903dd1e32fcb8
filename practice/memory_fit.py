"""Fits FSRS's weights to many learners' reviews, by the optimiser of the FSRS project."""

import itertools
from collections.abc import Iterable, Sequence

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from practice.model.reviews import Reviews

# In browsers ts-fsrs lifts this weight to its least, which py-fsrs does not.
SAME_DAY_DECAY, LEAST_DECAY = 19, 0.01


def memory_weights_fit(histories: Iterable[Reviews], start: Sequence[float]) -> tuple[float, ...]:
    """Return the 21 weights of FSRS-6 that fit best, from those of `start` on.

    `histories` are the reviews of one concept by one learner each, as days and ratings. Each
    review after the first is predicted from those before it; a history of one review says nothing.
    """
    items = [item for history in histories for item in _items(history)]
    if not items:
        return tuple(start)
    fitted = FSRS(list(start)).compute_parameters(items, enable_short_term=True)
    return weights_bound(fitted)


def weights_bound(weights: Iterable[float]) -> tuple[float, ...]:
    """Return weights within the bounds of every scheduler that is to go by them."""
    bounds = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    # The optimiser computes with fewer digits than FSRS's bounds are written with.
    bound = [min(high, max(low, round(weight, 6))) for weight, low, high in bounds]
    bound[SAME_DAY_DECAY] = max(LEAST_DECAY, bound[SAME_DAY_DECAY])
    return tuple(bound)


def memory_log_loss(histories: Iterable[Reviews], weights: Sequence[float]) -> float:
    """Return the mean log loss, in nats, of recall as these weights predict it."""
    items = [item for history in histories for item in _items(history)]
    return FSRS(list(weights)).evaluate(items).log_loss


def _items(history: Reviews) -> Iterable[FSRSItem]:
    days = [day for day, _ in history]
    gaps = [0, *(later - earlier for earlier, later in itertools.pairwise(days))]
    reviews = [FSRSReview(rating, gap) for (_, rating), gap in zip(history, gaps, strict=True)]
    return [FSRSItem(reviews[:count]) for count in range(2, len(reviews) + 1)]
