"""The guess floor."""

import pytest

from practice.model.guessing import guess_floor

FOUR = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("payload", "floor"),
    [
        ({"options": FOUR}, 1 / 4),
        ({"options": FOUR, "question_kind": "multiple"}, 1 / 15),
        ({"options": FOUR, "question_kind": "ordering"}, 1 / 24),
        ({"options": FOUR, "question_kind": "numeric"}, 0),
        ({"options": []}, 0),
        ({}, 0),
    ],
)
def test_the_floor_is_the_chance_of_a_blind_guess(payload: dict[str, object], floor: float) -> None:
    assert guess_floor(payload) == pytest.approx(floor)
