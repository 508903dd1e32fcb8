"""The worked example of stochastic weight averaging."""

import numpy as np
import pytest

from reference.swa import swa_update, update_bn


def test_the_mean_of_the_run_is_built_as_in_the_statement():
    avg, seen = {}, []
    for n, w in enumerate((1.0, 4.0, 7.0)):
        avg = swa_update(avg, n, {"w": np.array([w])})
        seen.append(float(avg["w"][0]))
    assert seen == pytest.approx([1.0, 2.5, 4.0], rel=1e-15)


def test_the_two_batches_have_the_statistics_of_the_statement():
    batches = [np.array([[0.0], [2.0]]), np.array([[3.0], [5.0], [7.0]])]
    mean, variance = update_bn(batches)
    assert (mean[0], variance[0]) == (3.0, 3.0)
    assert np.concatenate(batches).mean() == pytest.approx(3.4)
