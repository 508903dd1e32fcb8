"""The worked example of the modified Cholesky exercise is what plain NumPy gives."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np

from reference.modified_cholesky import modified_cholesky

H = np.array([[1.0, 2.0], [2.0, 1.0]])


def test_the_shift_is_doubled_to_two():
    L, tau = modified_cholesky(H, beta=1.0)
    assert tau == 2.0
    np.testing.assert_allclose(L, [[3**0.5, 0.0], [2 / 3**0.5, (5 / 3) ** 0.5]], rtol=1e-14)
    np.testing.assert_allclose(np.linalg.eigvalsh(H), [-1.0, 3.0], rtol=1e-14)


def test_the_plain_step_goes_uphill_and_the_modified_one_downhill():
    g = np.array([1.0, -1.0])
    np.testing.assert_allclose(-np.linalg.solve(H, g), g)
    np.testing.assert_allclose(-np.linalg.solve(H + 2 * np.eye(2), g), -g)
