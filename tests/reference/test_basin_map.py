"""Basins whose borders are known, and the ends of the iteration."""

import numpy as np
import pytest

from reference.basin_map import basin_map


def test_a_tilted_double_well_has_its_border_at_the_maximum():
    def step(x):
        return x - 0.15 * (x + 1) * (x - 0.6) * (x - 1)

    starts = np.linspace(-1.3, 1.3, 101)[:, None]
    labels = basin_map(step, np.array([[-1.0], [1.0]]), starts, 600)
    np.testing.assert_array_equal(labels, (starts[:, 0] > 0.6).astype(int))


def test_newtons_basins_of_the_cube_roots_of_one_turn_into_each_other():
    roots = np.exp(2j * np.pi * np.arange(3) / 3)
    attractors = np.stack([roots.real, roots.imag], axis=1)

    def newton(points):
        z = points[..., 0] + 1j * points[..., 1]
        z = z - (z**3 - 1) / (3 * z**2)
        return np.stack([z.real, z.imag], axis=-1)

    angle, radius = np.meshgrid(np.linspace(0, 2 * np.pi, 31), [0.7, 1.0, 1.6])
    z = radius * np.exp(1j * angle)
    maps = []
    for k in range(3):
        turned = z * roots[k]
        grid = np.stack([turned.real, turned.imag], axis=-1)
        maps.append(basin_map(newton, attractors, grid, 60))
    agree = [np.mean((maps[0] + k) % 3 == maps[k]) for k in range(3)]
    # Near the fractal border a rounding decides.
    assert min(agree) > 0.97
    assert set(np.unique(maps[0])) == {0, 1, 2}


@pytest.mark.parametrize(("maxit", "label"), [(3, -1), (4, 0), (5, 0)])
def test_the_last_point_and_the_radius_itself_count(maxit, label):
    start = np.array([[16.0]])
    assert basin_map(lambda x: x / 2, np.zeros((1, 1)), start, maxit, 1.0).tolist() == [label]


def test_attractors_get_their_own_number_and_nan_gets_none():
    attractors = np.array([[0.0, 1.0], [5.0, 5.0]])
    assert basin_map(lambda x: x, attractors, attractors, 0).tolist() == [0, 1]
    labels = basin_map(lambda x: x * np.nan, attractors, attractors + 1, 5)
    assert labels.tolist() == [-1, -1]


def test_starts_are_left_as_they_are():
    grid = np.ones((2, 3, 1))
    labels = basin_map(lambda x: x / 2, np.zeros((1, 1)), grid, 20)
    assert labels.shape == (2, 3)
    assert (grid == 1).all()
