"""What a weighted sum of state dicts keeps and refuses."""

import numpy as np
import pytest

from reference.state_dict import state_mix


def test_floats_are_mixed_and_everything_else_is_the_first_ones():
    a = {"w": np.ones(2, np.float32), "n": np.array(3), "mask": np.array([True, False])}
    b = {"w": np.full(2, 5.0, np.float32), "n": np.array(9), "mask": np.array([False, False])}
    mixed = state_mix([a, b], [np.float64(0.25), np.float64(0.75)])
    assert mixed["w"].dtype == np.float32
    np.testing.assert_array_equal(mixed["w"], [4.0, 4.0])
    np.testing.assert_array_equal(mixed["n"], 3)
    np.testing.assert_array_equal(mixed["mask"], [True, False])
    assert not any(np.shares_memory(mixed[name], a[name]) for name in a)


def test_shapes_that_would_broadcast_and_other_names_are_refused():
    with pytest.raises(ValueError, match="shapes of w"):
        state_mix([{"w": np.ones(3)}, {"w": np.ones(1)}], [0.5, 0.5])
    with pytest.raises(ValueError, match="names"):
        state_mix([{"w": np.ones(3)}, {"v": np.ones(3)}], [0.5, 0.5])
