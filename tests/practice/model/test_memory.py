"""FSRS on learner-local days."""

from datetime import timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from practice.model.days import DAY_MS, day_noon
from practice.model.memory import Memory, credited, due_ms, recall, review

# FSRS never schedules inside one session, and chance has no place in a fold.
LIBRARY = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
ratings = st.sampled_from([Rating.Again, Rating.Hard, Rating.Good, Rating.Easy])
NOON_MS = DAY_MS // 2


def noon_ms(day: float) -> int:
    return round(day * DAY_MS) + NOON_MS


@given(st.lists(st.tuples(ratings, st.integers(0, 60)), min_size=1, max_size=12))
def test_a_history_of_reviews_agrees_with_py_fsrs_run_straight_through(
    history: list[tuple[Rating, int]],
) -> None:
    card, memory, day = Card(card_id=7), None, 20_000
    for rating, gap in history:
        day += gap
        card, _ = LIBRARY.review_card(card, rating, review_datetime=day_noon(day))
        memory = review(memory, rating, day, noon_ms(day))
    assert memory is not None
    assert memory.stability_days == pytest.approx(card.stability, rel=1e-12)
    assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-12)


@given(st.integers(1, 400))
def test_recall_on_whole_days_is_fsrs_retrievability(days: int) -> None:
    card, _ = LIBRARY.review_card(Card(card_id=1), Rating.Good, review_datetime=day_noon(0))
    later = day_noon(0) + timedelta(days=days)
    expected = LIBRARY.get_card_retrievability(card, current_datetime=later)
    found = recall(review(None, Rating.Good, 0, noon_ms(0)), noon_ms(days))
    assert found == pytest.approx(expected, rel=1e-12)


def test_recall_falls_within_the_first_day() -> None:
    memory = Memory(stability_days=1.0, difficulty=5.0, last_day=0, last_ms=noon_ms(0))
    assert recall(memory, noon_ms(0)) == 1
    assert recall(memory, noon_ms(-1)) == 1
    assert recall(memory, noon_ms(0.25)) > recall(memory, noon_ms(0.75))
    assert recall(memory, noon_ms(1)) == pytest.approx(0.9)


def test_a_memory_is_due_when_recall_has_fallen_to_what_is_wanted() -> None:
    memory = review(None, Rating.Good, 0, noon_ms(0))
    assert recall(memory, due_ms(memory, 0.8)) == pytest.approx(0.8)


def test_a_better_rating_is_remembered_longer() -> None:
    stabilities = [review(None, rating, 0, 0).stability_days for rating in sorted(Rating)]
    assert stabilities == sorted(stabilities)
    assert len(set(stabilities)) == 4


def test_credit_moves_stability_and_recall_by_its_share_and_leaves_difficulty() -> None:
    memory = review(None, Rating.Good, 0, noon_ms(0))
    good = review(memory, Rating.Good, 10, noon_ms(10))
    after = credited(memory, 0.25, 10, noon_ms(10), 0)
    moved = after.stability_days - memory.stability_days
    assert moved == pytest.approx(0.25 * (good.stability_days - memory.stability_days))
    before = recall(memory, noon_ms(10))
    assert recall(after, noon_ms(10)) == pytest.approx(before + 0.25 * (1 - before), rel=1e-6)
    assert after.difficulty == memory.difficulty


def test_whole_credit_is_a_review() -> None:
    memory = review(None, Rating.Good, 0, noon_ms(0))
    after, good = credited(memory, 1.0, 10, noon_ms(10), 0), review(memory, 3, 10, noon_ms(10))
    assert after.stability_days == pytest.approx(good.stability_days)
    assert (after.last_day, after.last_ms) == (good.last_day, good.last_ms)


def test_no_credit_within_a_day_or_while_recall_is_high() -> None:
    weak = review(None, Rating.Again, 0, noon_ms(0))
    assert credited(weak, 0.5, 0, noon_ms(0.4), 0) is weak
    assert credited(weak, 0.5, 1, noon_ms(1), 0) is not weak
    strong = review(None, Rating.Easy, 0, noon_ms(0))
    assert recall(strong, noon_ms(1)) > 0.95
    assert credited(strong, 0.5, 1, noon_ms(1), 0) is strong
