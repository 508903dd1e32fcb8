"""The numbers of section 3.2 of Optimization Landscape: plateaus and barriers."""

import itertools
import math

import numpy as np
import pytest
from scipy.special import expit

from reference.barrier import barrier
from reference.perturbed_descent import perturbed_gd
from reference.plateaus import plateaus
from tests.courses.content.printed import Array, Section, number

L_SQUARED = 0.08


def slope(w: Array) -> Array:
    q = expit(w)
    found: Array = -q * (1 - q) ** 2
    return found


def squared_run(steps: int) -> Array:
    return perturbed_gd(slope, np.array([-6.0]), 1.0, 0.0, steps, seed=0)[:, 0]


def test_a_plateau_of_a_saturated_sigmoid() -> None:
    section = Section("ol-3.2")
    w = squared_run(2000)
    losses, slopes = (1 - expit(w)) ** 2 / 2, slope(w)
    q = np.linspace(0, 1, 100_001)
    assert 0.95 * L_SQUARED < np.abs(q * (1 - q) ** 2 * (3 * q - 1)).max() < L_SQUARED
    section.prints(
        f"so $L={L_SQUARED}$ is safe",
        rf"$w_0=-6$: $f={number(losses[0], 4)}$, $f'={slopes[0]:.5f}$",
    )
    out = int(np.argmax(w > -4))
    steep = float(-slope(np.array([-4.0]))[0])
    fall = float(losses[0] - (1 - expit(-4.0)) ** 2 / 2)
    first, second = fall / (1 + L_SQUARED / 2) / steep**2, 2 / steep
    assert np.all(-slopes[:out] <= steep)
    assert first < second < out
    ((start, end),) = plateaus(losses, 0.001, 50)
    low = int(np.argmax(losses < 0.125))
    assert start == 0
    section.prints(
        rf"$|f'|\le\varepsilon={number(steep, 5)}$, and $f$ falls by $\Delta={number(fall, 5)}$",
        rf"$N\ge{number(fall, 5)}/({1 + L_SQUARED / 2}\cdot{number(steep**2, 7)})"
        rf"\approx{number(first, 1)}$",
        rf"gives $N\ge{number(second, 1)}$. The run takes {out} steps",
        rf"With $\rho=0.001$ the losses 0 to {end - 1} are a plateau",
        f"the loss is still ${number(losses[end - 1], 4)}$; {low - end + 1} steps later it",
        "it is below $0.125$",
    )
    entropy = perturbed_gd(lambda v: expit(v) - 1, np.array([-6.0]), 1.0, 0.0, 9, seed=0)[:, 0]
    section.prints(
        rf"slope $-(1-q)=-{number(1 - expit(-6.0), 4)}$",
        f"passes $w=-4$ after {int(np.argmax(entropy > -4))} steps",
    )
    stopped = stopping_step(losses)
    section.prints(
        f"patience of {200} steps and a least improvement of $0.01$",
        f"stopped at step {stopped} with loss ${number(losses[stopped], 4)}$",
    )
    two_questions_and_a_valley(section)
    section.prints_nothing_else()


def stopping_step(losses: Array) -> int:
    best, since = losses[0], 0
    for t in range(1, len(losses)):
        since += 1
        if losses[t] < best - 0.01:
            best, since = losses[t], 0
        if since == 200:
            return t
    raise AssertionError("the run was not stopped")


def two_questions_and_a_valley(section: Section) -> None:
    eta, smooth, fall = 0.1, 2.0, 0.0009
    high, low = eta * (1 + eta * smooth / 2), eta * (1 - eta * smooth / 2)
    section.prints(
        rf"With $L=2$ and $\eta={eta}$ the loss fell by ${fall}$ in one step",
        rf"${fall}/{high:.2f}\le\|g\|_2^2\le{fall}/{low:.2f}$: "
        rf"between ${math.sqrt(fall / high):.4f}$ and ${math.sqrt(fall / low):.1f}$",
    )
    section.prints("from $(0.001,1)$ waits at the height")
    halved = math.ceil(math.log(2) / (-2 * math.log1p(-1e-4)))
    section.prints(
        r"$f=\tfrac12(x_1^2+10^{-4}x_2^2)$ from $(0,100)$ with $\eta=1$: "
        rf"$f_0={1e-4 * 100**2 / 2}$, $\|g\|_2={1e-4 * 100}$",
        f"takes {halved} steps",
    )


def test_the_inequality_holds_from_both_sides_and_fails_beyond_its_step() -> None:
    w = squared_run(2000)
    losses, squares = (1 - expit(w)) ** 2 / 2, slope(w)[:-1] ** 2
    falls = losses[:-1] - losses[1:]
    half = L_SQUARED / 2
    assert np.all((1 - half) * squares <= falls)
    assert np.all(falls <= (1 + half) * squares)
    # f = (L/2) x^2 with eta = 2/L: a constant loss, and a gradient that stays.
    flip = perturbed_gd(lambda x: 4 * x, np.array([3.0]), 2 / 4, 0.0, 5, seed=0)[:, 0]
    assert np.ptp(flip**2) == 0
    assert abs(4 * flip[-1]) == pytest.approx(12)


def test_the_run_has_no_barrier_where_the_straight_line_has_one() -> None:
    def well(x: Array) -> Array:
        values: Array = (x[..., 0] ** 2 - 1) ** 2 / 4 + x[..., 1] ** 2 / 2
        return values

    def grad(x: Array) -> Array:
        return np.array([x[0] ** 3 - x[0], x[1]])

    run = perturbed_gd(grad, np.array([0.001, 1.0]), 0.1, 0.0, 200, seed=0)
    shares = np.linspace(0, 1, 21)[:, None]
    broken = np.concatenate([a + shares * (b - a) for a, b in itertools.pairwise(run)])
    assert barrier(well(broken)) == 0
    line = np.linspace([-1.0, 0.0], [1.0, 0.0], 201)
    assert barrier(well(line)) == 1 / 4
    assert np.sum(np.abs(well(run) - 1 / 4) < 0.005) > 20


def test_a_confident_wrong_softmax_has_a_steep_entropy_and_a_flat_square() -> None:
    z = np.array([20.0, 0.0, 0.0])
    p = np.exp(z) / np.exp(z).sum()
    miss = p - np.array([0.0, 1.0, 0.0])
    jacobian = np.diag(p) - np.outer(p, p)
    assert np.linalg.norm(miss) == pytest.approx(math.sqrt(2))
    assert np.linalg.norm(jacobian @ miss) < 1e-7
