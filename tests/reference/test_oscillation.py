"""Oscillating modes against the step size and the eigenvalues."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest

from reference.oscillation import oscillation_modes


def iterates(H, x0, eta, T):
    rows = [x0]
    for _ in range(T - 1):
        rows.append(rows[-1] - eta * (H @ rows[-1]))
    return np.array(rows)


def rotated(seed, eigenvalues):
    n = len(eigenvalues)
    Q = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]
    return (Q * eigenvalues) @ Q.T, Q


@pytest.mark.parametrize("T", [2, 8, 400])
def test_modes_beyond_one_over_eta_oscillate_though_the_loss_falls(T):
    eigenvalues = np.array([0.3, 0.9, 1.2, 1.8])
    H, V = rotated(0, eigenvalues)
    X = iterates(H, V @ np.ones(4), 1.0, T)
    np.testing.assert_array_equal(oscillation_modes(X, V), eigenvalues > 1)
    losses = np.einsum("ti,ij,tj->t", X[:8], H, X[:8])
    assert (np.diff(losses) < 0).all()


def test_a_mode_that_diverges_oscillates_too():
    H, V = rotated(1, np.array([0.5, 2.1]))
    np.testing.assert_array_equal(oscillation_modes(iterates(H, V.sum(1), 1.0, 9), V), [0, 1])


def test_one_over_eta_arrives_at_once_and_zero_coordinates_do_not_count():
    H, V = rotated(2, np.array([1.0, 1.5, 1.7]))
    X = iterates(H, V @ np.array([1.0, 1.0, 0.0]), 1.0, 30)
    np.testing.assert_array_equal(oscillation_modes(X, V), [False, True, False])


def test_neither_rotation_nor_sign_nor_unit_changes_the_answer():
    H, V = rotated(3, np.array([0.2, 1.1, 1.9]))
    X = iterates(H, V @ np.array([1.0, -2.0, 1.0]), 1.0, 12)
    Q = rotated(4, np.ones(3))[1]
    want = oscillation_modes(X, V)
    np.testing.assert_array_equal(oscillation_modes(X @ Q.T, Q @ V), want)
    np.testing.assert_array_equal(oscillation_modes(1e-200 * X, V * [-1, 1, -1]), want)


def test_every_step_is_meant():
    X = np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, 1.0]])
    np.testing.assert_array_equal(oscillation_modes(X, np.eye(2)), [False, False])


@pytest.mark.parametrize("T", [0, 1])
def test_fewer_than_two_iterates_show_nothing(T):
    np.testing.assert_array_equal(oscillation_modes(np.ones((T, 2)), np.eye(2)), [False, False])
    assert not oscillation_modes(np.zeros((5, 2)), np.eye(2)).any()
