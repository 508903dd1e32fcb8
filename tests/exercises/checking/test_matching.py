"""Points are matched one to one, in any order."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.checking import CheckFailed, Tolerance, expect_same_set

TOLERANCE = Tolerance(1e-6, "a test")
POINTS = np.array([[3.0, 2.0], [-2.8, 3.1], [-3.8, -3.3], [3.6, -1.8], [0.0, 0.0]])


def same(got, want=POINTS):
    expect_same_set(got, want, tolerance=TOLERANCE, what="the critical points")


@settings(deadline=None)
@given(st.permutations(range(len(POINTS))), st.integers(0, 2**32 - 1))
def test_order_is_free_and_roundings_are_too(order, seed):
    noise = np.random.default_rng(seed).uniform(-1, 1, POINTS.shape)
    same(POINTS[list(order)] + 1e-6 * noise)
    with pytest.raises(CheckFailed, match="from where one is missing"):
        same(POINTS[list(order)] + np.array([1e-4, 0.0]))


def test_plain_numbers_form_a_set_and_so_does_nothing():
    same(np.array([2.0, -1.0]), np.array([-1.0, 2.0]))
    same(np.empty((0, 2)), np.empty((0, 2)))
    same(np.zeros((2, 2)), np.zeros((2, 2)))


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (POINTS[:4], "4 rows of the critical points were returned, which is too few"),
        (np.vstack([POINTS, POINTS[:1]]), "too many"),
        (POINTS[[0, 0, 1, 2, 3]], r"include \[3, 2\] in row [01], about"),
        (POINTS * 0, "from where one is missing"),
        (POINTS * math.nan, "NaN"),
        (POINTS + 0j, "complex"),
        (POINTS.T, "with shape"),
        (POINTS[0], "with shape"),
        (None, "None"),
    ],
    ids=str,
)
def test_another_set_fails(got, said):
    with pytest.raises(CheckFailed, match=f"(?i){said}"):
        same(got)


def test_the_missing_point_is_not_shown():
    with pytest.raises(CheckFailed) as caught:
        same(np.vstack([POINTS[:4], [[9.0, 9.0]]]))
    assert str(caught.value) == (
        "The critical points include [9, 9] in row 4, about 3 from where one is missing. "
        "The rule: each once, in any order, to 1.0e-06 (a test)."
    )


def test_the_matching_serves_as_many_points_as_it_can():
    # The sum of distances is smallest crosswise, but only straight on are both within reach.
    tolerance = Tolerance(1.0, "a test")
    want = np.array([[100.0], [101.5]])
    expect_same_set(want + 0.9, want, tolerance=Tolerance(tolerance.bound / 101.5, "a test"))
