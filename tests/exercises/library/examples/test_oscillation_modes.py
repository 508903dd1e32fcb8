"""The worked example of the oscillating modes."""

import numpy as np

from reference.oscillation import oscillation_modes


def test_a_rotated_valley():
    modes = np.array([[0.6, -0.8], [0.8, 0.6]])
    hessian = (modes * [1.5, 0.5]) @ modes.T
    iterates = [modes @ np.array([4.0, 4.0])]
    for _ in range(2):
        iterates.append(iterates[-1] - hessian @ iterates[-1])
    iterates = np.array(iterates)
    np.testing.assert_allclose(iterates, [[-0.8, 5.6], [-2.8, -0.4], [-0.2, 1.4]])
    np.testing.assert_allclose(iterates @ modes, [[4, 4], [-2, 2], [1, 1]])
    np.testing.assert_allclose((iterates**2).sum(axis=1), [32, 8, 2])
    np.testing.assert_array_equal(oscillation_modes(iterates, modes), [True, False])
    np.testing.assert_array_equal(oscillation_modes(iterates, np.eye(2)), [False, True])
