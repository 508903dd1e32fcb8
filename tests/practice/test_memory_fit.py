"""FSRS's weights, fitted to the reviews of learners whose memory is known."""

import random

from practice.memory_fit import memory_log_loss, memory_weights_fit, weights_bound
from practice.model.memory import curve, review
from practice.model.parameters import DEFAULT
from practice.model.ratings import AGAIN, GOOD
from practice.model.reviews import Reviews

GAPS_DAYS = (1, 2, 3, 5, 8, 13, 21, 30)
SAME_DAY = slice(17, 20)
W = DEFAULT.fsrs_weights


def histories(count: int, share: float, seed: int) -> list[Reviews]:
    """Return reviews by learners who forget as FSRS says, but at a share of its stability."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        day, rating = 0, GOOD
        memory = review(None, rating, day, 0)
        history = [(day, rating)]
        for _ in range(rng.randint(1, 8)):
            gap = rng.choice(GAPS_DAYS)
            day += gap
            chance = curve(gap, share * memory.stability_days)
            rating = GOOD if rng.random() < chance else AGAIN
            memory = review(memory, rating, day, 0)
            history.append((day, rating))
        found.append(history)
    return found


def test_weights_fitted_to_some_learners_predict_others_better() -> None:
    fitted = memory_weights_fit(histories(1500, 0.4, seed=1), W)
    others = histories(500, 0.4, seed=2)
    assert memory_log_loss(others, fitted) < memory_log_loss(others, W) - 0.005


def test_the_same_reviews_give_the_same_weights() -> None:
    reviews = histories(300, 0.4, seed=3)
    assert memory_weights_fit(reviews, W) == memory_weights_fit(reviews, W)


def test_the_rule_for_one_day_is_not_fitted() -> None:
    fitted = memory_weights_fit(histories(300, 0.4, seed=4), W)
    assert all(abs(a - b) < 1e-6 for a, b in zip(fitted[SAME_DAY], W[SAME_DAY], strict=True))


def test_the_weight_that_browsers_lift_to_its_least_is_never_below_it() -> None:
    assert weights_bound([*W[:19], 0.0, *W[20:]]) == (*W[:19], 0.01, *W[20:])


def test_single_reviews_say_nothing() -> None:
    assert memory_weights_fit([[(0, GOOD)], [(3, AGAIN)]], W) == tuple(W)
