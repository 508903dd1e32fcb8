"""FSRS on learner-local days."""

from datetime import timedelta

import pytest
from fsrs import Card, Rating
from hypothesis import given
from hypothesis import strategies as st

from practice.model.days import day_noon
from practice.model.memory import SCHEDULER, Memory, review

ratings = st.sampled_from([Rating.Again, Rating.Hard, Rating.Good, Rating.Easy])


@given(st.lists(st.tuples(ratings, st.integers(0, 60)), min_size=1, max_size=12))
def test_a_history_of_reviews_agrees_with_py_fsrs_run_straight_through(
    history: list[tuple[Rating, int]],
) -> None:
    card, memory, day = Card(card_id=7), None, 20_000
    for rating, gap in history:
        day += gap
        card, _ = SCHEDULER.review_card(card, rating, review_datetime=day_noon(day))
        memory = review(memory, rating, day)
    assert memory is not None
    assert memory.stability_days == pytest.approx(card.stability, rel=1e-12)
    assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-12)


@given(st.integers(1, 400))
def test_recall_on_whole_days_is_fsrs_retrievability(days: int) -> None:
    card, _ = SCHEDULER.review_card(Card(card_id=1), Rating.Good, review_datetime=day_noon(0))
    later = day_noon(0) + timedelta(days=days)
    expected = SCHEDULER.get_card_retrievability(card, current_datetime=later)
    assert review(None, Rating.Good, 0).recall(days) == pytest.approx(expected, rel=1e-12)


def test_recall_falls_within_the_first_day() -> None:
    memory = Memory(stability_days=1.0, difficulty=5.0, last_day=0)
    assert memory.recall(0) == 1
    assert memory.recall(0.25) > memory.recall(0.75) > memory.recall(1.0)
    assert memory.recall(1.0) == pytest.approx(0.9)


def test_a_better_rating_is_remembered_longer() -> None:
    stabilities = [review(None, rating, 0).stability_days for rating in sorted(Rating)]
    assert stabilities == sorted(stabilities)
    assert len(set(stabilities)) == 4
