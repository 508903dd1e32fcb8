"""Checks of the stable minima: correctness, then purity.

Beyond the edge of stability the iterates depend on the last digit of the arithmetic. There only
what every right answer has in common is asked for, never a value.
"""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_pure,
    expect_scalar,
    expect_shape,
    expect_tuple,
    rule_broken,
    show_paths,
)

ARRIVED = Tolerance(1e-8, "the residual uv − 1 is at most 1e-10 where the iteration stops")
COMPUTED = Tolerance(1e-12, "two squares and a quotient lose a few roundings")
# Of random starts 95 in 100 arrive with the step 0.3; fewer than 28 in 40 come once in a million.
STARTS, AT_LEAST = 40, 28


def value(solution, reference, rng):
    """Take small steps, which follow the valley in one way only."""
    for eta in (0.05, 0.02, 0.01):
        for signs in ((1, 1), (-1, -1), (1, -1)):
            start = np.array(signs) * rng.uniform((0.4, 1.2), (1.0, 2.5))
            arguments = (*map(float, start), eta)
            case = f"from ({start[0]:.3g}, {start[1]:.3g}), η = {eta:g}"
            got = solution(*arguments)
            if eta == 0.05 and signs == (1, 1):
                _show_descent(got, *arguments, case)
            _compare(got, reference(*arguments), case)


def on_minimum(solution, reference, rng):
    """Start on minima, some of them far too sharp for the step."""
    for u, v in ((4.0, 0.25), (-0.5, -2.0), (1.0, 1.0), (8.0, 0.125)):
        case = f"from ({u:g}, {v:g}), η = 0.5"
        _compare(solution(u, v, 0.5), reference(u, v, 0.5), case)


def nowhere(solution, reference, rng):
    """Start too far out for the step, on the saddle, and on its stable manifold."""
    u = float(rng.uniform(0.2, 0.8))
    for start in ((9.0, 9.0, 0.5), (-20.0, 7.0, 1.0), (0.0, 0.0, 0.5), (u, -u, 0.3)):
        case = "from ({:.3g}, {:.3g}), η = {:g}".format(*start)
        if solution(*start) is not None:
            rule_broken(case, "something is returned", "no minimum is reached, which is None")


def flat_enough(solution, reference, rng):
    """Take large steps from many starts; where they lead is chaotic, but no sharp minimum holds."""
    eta, arrived = 0.3, 0
    for _ in range(STARTS):
        u, v = map(float, rng.uniform(-3, 3, 2))
        case = f"from ({u:.3g}, {v:.3g}), η = 0.3"
        got = solution(u, v, eta)
        if got is not None:
            arrived += 1
            _, sharpness = _minimum(got, eta, case)
            if not sharpness <= 2 / eta * (1 + 1e-6):
                rule_broken(case, f"the sharpness is {sharpness:.4g}", "at most 2/η")
    if not arrived >= AT_LEAST:
        observed = f"only {arrived} of {STARTS} random starts arrived"
        rule_broken("η = 0.3", observed, "nearly all do, those with u² + v² > 2/η included")


def step_decides(solution, reference, rng):
    """Start where the valley is sharp, with a small step and with a large one."""
    u, v = float(rng.uniform(2.85, 3.1)), float(rng.uniform(0.08, 0.12))
    sharpnesses = []
    for eta in (0.01, 0.25):
        case = f"from ({u:.3g}, {v:.3g}), η = {eta:g}"
        got = solution(u, v, eta)
        if got is None:
            rule_broken(case, "None is returned", "a minimum is reached from there")
        sharpnesses.append(_minimum(got, eta, case)[1])
    small, large = sharpnesses
    if not large <= 8 * (1 + 1e-6) < small:
        case = f"from ({u:.3g}, {v:.3g}), η = 0.01 and then 0.25"
        observed = f"the sharpness is {small:.3g} and {large:.3g}"
        rule_broken(case, observed, "a sharp minimum holds only a small step")


def symmetric(solution, reference, rng):
    """Exchange the weights, and reverse both."""
    u, v = map(float, rng.uniform(0.4, 2.0, 2))
    want = reference(u, v, 0.05)
    for named, start, order, sign in (
        ("as they are", (u, v), [0, 1], 1),
        ("exchanged", (v, u), [1, 0], 1),
        ("reversed", (-u, -v), [0, 1], -1),
    ):
        got = solution(*start, 0.05)
        _compare(got, (sign * want[0][order], *want[1:]), f"weights {named}, η = 0.05")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    arguments = (*map(float, rng.uniform(0.4, 2.0, 2)), 0.05)
    got = expect_pure(solution, *arguments, what="the result", case="η = 0.05")
    _compare(got, reference(*arguments), "η = 0.05")


def _show_descent(got, u, v, eta, case):
    """Show the end of descent, and the way there, on the level lines of uv, which are the loss's.

    Those of the loss itself are too near each other beside the minima to be drawn.
    """
    path, minima = [(u, v)], np.linspace(0.3, 3.3, 100)
    for _ in range(60):
        r = u * v - 1
        u, v = u - eta * r * v, v - eta * r * u
        path.append((u, v))
    show_paths(
        f"Descent {case}",
        lambda at: at[0] * at[1],
        (0.0, 3.0, 0.0, 3.0),
        {
            "yours": lambda: [got[0]],
            "reference": path,
            "minima, uv = 1": np.stack([minima, 1 / minima], axis=1),
        },
        labels=("u", "v"),
        kind={"yours": "points"},
    )


def _compare(got, want, case):
    point, sharpness, limit = _parts(got, case)
    expect_close(limit, want[2], tolerance=COMPUTED, what="the limit", case=case)
    expect_close(point, want[0], tolerance=ARRIVED, what="the point", case=case)
    expect_close(sharpness, want[1], tolerance=ARRIVED, what="the sharpness", case=case)


def _minimum(got, eta, case):
    """Expect a minimum with its sharpness and the limit of the step, whichever minimum it is."""
    point, sharpness, limit = _parts(got, case)
    expect_close(limit, 2 / eta, tolerance=COMPUTED, what="the limit", case=case)
    expect_close(point[0] * point[1], 1.0, tolerance=ARRIVED, what="the product uv", case=case)
    want = float(point[0] ** 2 + point[1] ** 2)
    expect_close(sharpness, want, tolerance=COMPUTED, what="the sharpness at your point", case=case)
    return point, sharpness


def _parts(got, case):
    point, sharpness, limit = expect_tuple(got, ("point", "sharpness", "limit"), case=case)
    expect_shape(point, (2,), what="the point", case=case)
    sharpness = expect_scalar(sharpness, what="the sharpness", case=case)
    return point, sharpness, expect_scalar(limit, what="the limit", case=case)
