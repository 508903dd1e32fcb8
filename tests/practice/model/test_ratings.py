"""From grades to ratings."""

import pytest

from practice.model.ratings import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    aided,
    check_rating,
    self_rated,
    share_rating,
)


@pytest.mark.parametrize(
    ("right", "rating"), [("1111", GOOD), ("1110", HARD), ("1100", AGAIN), ("1000", AGAIN)]
)
def test_a_complete_skill_check_rates_by_how_many_are_right(right: str, rating: int) -> None:
    assert check_rating({str(k): mark == "1" for k, mark in enumerate(right)}) == rating


def test_an_incomplete_skill_check_takes_nothing_from_its_right_answers() -> None:
    assert check_rating({"term": True, "use": False, "covers": False}) == GOOD


@pytest.mark.parametrize(("share", "rating"), [(1.0, GOOD), (0.7, HARD), (0.69, AGAIN)])
def test_a_share_is_good_hard_or_again(share: float, rating: int) -> None:
    assert share_rating(share) == rating


def test_a_hint_caps_at_hard_and_a_seen_solution_is_again() -> None:
    assert aided(GOOD, ["hint"]) == HARD
    assert aided(AGAIN, ["hint"]) == AGAIN
    assert aided(GOOD, ["hint", "solution_seen"]) == AGAIN
    assert aided(GOOD, []) == GOOD


def test_a_self_rating_lowers_or_lifts_good_to_easy_but_nothing_else() -> None:
    assert self_rated(GOOD, 4) == EASY
    assert self_rated(HARD, 4) == HARD
    assert self_rated(GOOD, 1) == AGAIN
    assert self_rated(AGAIN, 3) == AGAIN
    assert self_rated(GOOD, 99) == EASY
