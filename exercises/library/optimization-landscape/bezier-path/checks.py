"""Checks of the Bezier path: correctness of both functions, then purity, then cost."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_dtype,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    rule_broken,
    show_curves,
    tolerance_for,
)

POINT, LOSSES = "the point", "the array of losses"


def value(solution, reference, rng):
    """Compare points of random curves."""
    for t in (0.25, 0.5, float(rng.uniform(0.6, 0.9))):
        nets = _networks(rng)
        _expect_point(solution(*nets, t), reference(*nets, t), f"t = {t:.3g}")


def ends(solution, reference, rng):
    """Ask for both ends, with a control point a million times as far and one near."""
    for factor in (1e6, 1.0):
        a, c, b = _networks(rng)
        c = {name: factor * array for name, array in c.items()}
        for t, want in ((0.0, a), (1.0, b)):
            case = f"t = {t:g}, c of size {factor:g}"
            got = solution(a, c, b, t)
            _expect_form(got, want, case)
            for name, array in want.items():
                expect_equal(got[name], array, what=f"{POINT}'s `{name}`", case=case)


def line(solution, reference, rng):
    """Put the control point in the middle: the curve is the straight line."""
    a, _, b = _networks(rng)
    middle = {name: (a[name] + b[name]) / 2 for name in a}
    for t in (0.2, 0.7):
        want = {name: (1 - t) * a[name] + t * b[name] for name in a}
        _expect_point(solution(a, middle, b, t), want, f"c in the middle, t = {t:g}")


def counters(solution, reference, rng):
    """Give each network a counter and a mask of its own."""
    nets = _networks(rng)
    for position, net in enumerate(nets):
        net["steps"] = np.array([10 + 6 * position])
        net["mask"] = np.arange(3) == position
    for t in (0.5, 1.0):
        want = reference(*nets, t)
        _expect_point(solution(*nets, t), want, f"t = {t:g}, with a counter and a mask")


def derivative(solution, reference, rng):
    """Take central differences, which are exact for a quadratic."""
    a, c, b = _networks(rng)
    h = 0.125
    for t in (0.125, 0.375, 0.875):
        behind, ahead = solution(a, c, b, t - h), solution(a, c, b, t + h)
        case = f"the slope at t = {t:g}"
        _expect_form(behind, a, case)
        _expect_form(ahead, a, case)
        slope = {name: (ahead[name] - behind[name]) / (2 * h) for name in a}
        want = {name: 2 * (1 - t) * (c[name] - a[name]) + 2 * t * (b[name] - c[name]) for name in a}
        _expect_point(slope, want, case)


def reversed_path(solution, reference, rng):
    """Walk from b to a."""
    a, c, b = _networks(rng)
    for t in (0.1, 0.6):
        want = reference(a, c, b, t)
        _expect_point(solution(b, c, a, 1 - t), want, f"from b to a, t = {1 - t:g}")


def losses(solution, reference, rng):
    """Evaluate a small network on random curves."""
    path_loss, wanted = solution.function("path_loss"), reference.function("path_loss")
    for ts in (np.linspace(0, 1, 5), np.array([0.3]), rng.uniform(0, 1, 7)):
        nets = _networks(rng)
        arguments = (_Loss(rng, nets[0]), *nets, ts)
        got, want = path_loss(*arguments), wanted(*arguments)
        if len(ts) == 5:
            _show_losses(got, want, wanted, arguments)
        _expect_losses(got, want, f"K = {len(ts)}")


def single_precision(solution, reference, rng):
    """Use float32 networks, in the curve and before a loss that insists on them."""
    nets = [
        {name: array.astype(np.float32) for name, array in net.items()} for net in _networks(rng)
    ]
    tolerance = tolerance_for(np.float32, "recursion", size=6)
    _expect_point(solution(*nets, 0.3), reference(*nets, 0.3), "float32, t = 0.3", tolerance)
    arguments = (_Loss(rng, nets[0]), *nets, np.array([0.1, 0.8]))
    want = reference.function("path_loss")(*arguments)
    got = solution.function("path_loss")(*arguments)
    expect_close(got, want, tolerance=tolerance, what=LOSSES, case="float32")


def purity(solution, reference, rng):
    """Call each function twice with the same networks, and look at what the calls left behind."""
    nets = _networks(rng)
    got = expect_pure(solution, *nets, 0.4, what=POINT, case="t = 0.4")
    _expect_point(got, reference(*nets, 0.4), "t = 0.4")
    arguments = (_Loss(rng, nets[0]), *nets, np.array([0.0, 0.4]))
    got = expect_pure(solution.function("path_loss"), *arguments, what=LOSSES, case="K = 2")
    _expect_losses(got, reference.function("path_loss")(*arguments), "K = 2")


def calls(solution, reference, rng):
    """Count the evaluations of the loss."""
    path_loss, wanted = solution.function("path_loss"), reference.function("path_loss")
    nets = _networks(rng)
    arguments = (_Loss(rng, nets[0]), *nets, np.linspace(0.1, 0.9, 6))
    _expect_losses(path_loss(*arguments), wanted(*arguments), "K = 6")
    expect_oracle_calls(
        path_loss, "loss", 6, at_least=6, what="evaluations of the loss", case="K = 6"
    )


def _show_losses(got, want, wanted, arguments):
    """Show the losses along the curve, and along the straight line between its ends."""
    loss, a, c, b, ts = arguments
    fine = np.linspace(0, 1, 41)
    middle = {name: (a[name] + b[name]) / 2 for name in a}
    show_curves(
        "Loss from a to b",
        {
            "yours": got,
            "reference": want,
            "along the curve": wanted(loss, a, c, b, fine),
            "along the straight line": wanted(loss, a, middle, b, fine),
        },
        x={
            "yours": ts,
            "reference": ts,
            "along the curve": fine,
            "along the straight line": fine,
        },
        x_label="t",
        y_label="loss",
        scale="linear",
        kind={"yours": "points", "reference": "points"},
    )


class _Loss:
    """The loss of a network on data of its own; it takes only what fits the network."""

    def __init__(self, rng, like):
        self._form = {name: (array.shape, array.dtype) for name, array in like.items()}
        self._x, self._y = rng.standard_normal((8, 2)), rng.standard_normal(8)

    def __call__(self, sd):
        if not isinstance(sd, dict) or sd.keys() != self._form.keys():
            raise TypeError(f"the network is a dict with the arrays {', '.join(self._form)}")
        for name, (shape, dtype) in self._form.items():
            array = sd[name]
            if not isinstance(array, np.ndarray) or (array.shape, array.dtype) != (shape, dtype):
                raise TypeError(f"`{name}` is a {dtype} array of shape {shape} in this network")
        outputs = np.tanh(self._x @ sd["W"].T) @ sd["v"]
        return float(np.mean((outputs - self._y) ** 2))


def _networks(rng):
    """Return a, c and b."""
    return tuple({"W": rng.standard_normal((3, 2)), "v": rng.standard_normal(3)} for _ in range(3))


def _expect_form(got, want, case):
    if not isinstance(got, dict) or got.keys() != want.keys():
        names = ", ".join(want)
        rule_broken(case, "another thing came back", f"a dict with the arrays {names} is returned")
    for name, array in want.items():
        expect_dtype(got[name], array.dtype, what=f"{POINT}'s `{name}`", case=case)


def _expect_point(got, want, case, tolerance=None):
    _expect_form(got, want, case)
    allowed = tolerance or tolerance_for(np.float64, "recursion", size=6)
    for name, array in want.items():
        what = f"{POINT}'s `{name}`"
        if np.issubdtype(array.dtype, np.floating):
            expect_close(got[name], array, tolerance=allowed, what=what, case=case)
        else:
            expect_equal(got[name], array, what=what, case=case)


def _expect_losses(got, want, case):
    tolerance = tolerance_for(np.float64, "recursion", size=8)
    expect_close(got, want, tolerance=tolerance, what=LOSSES, case=case)
