"""Checks of the losses on a line: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    show_curves,
    tolerance_for,
)

LOSSES = "the array of losses"


def value(solution, reference, rng):
    """Walk between two small networks, at evenly spaced points and at points in any order."""
    for d, h, alphas in ((2, 4, np.linspace(0, 1, 5)), (3, 6, rng.uniform(0, 1, 8))):
        a, b = _network(rng, d, h), _network(rng, d, h)
        arguments = (_Loss(rng, a), a, b, alphas)
        got, want = solution(*arguments), reference(*arguments)
        if d == 2:
            _show_losses(got, want, reference, arguments)
        _expect_close(got, want, f"K = {len(alphas)}")


def ends(solution, reference, rng):
    """Ask for the two ends alone; then for one of them."""
    a, b = _network(rng, 2, 4), _network(rng, 2, 4)
    loss = _Loss(rng, a)
    for alphas, want in (([0.0, 1.0], [loss(a), loss(b)]), ([1.0], [loss(b)])):
        _expect_close(solution(loss, a, b, np.array(alphas)), np.array(want), f"α in {alphas}")


def beyond(solution, reference, rng):
    """Extrapolate on both sides."""
    a, b = _network(rng, 2, 4), _network(rng, 2, 4)
    alphas = np.array([-0.5, 1.5, 0.5, -1.0, 2.0])
    _expect_losses(solution, reference, (_Loss(rng, a), a, b, alphas), "α between -1 and 2")


def buffers(solution, reference, rng):
    """Add a counter, a mask and running statistics; the loss uses all of them."""
    a, b = (_network(rng, 3, 5) | _buffers(rng, 3) for _ in range(2))
    b["steps"] = a["steps"] + 7
    b["mask"] = ~a["mask"]
    alphas = np.linspace(0, 1, 4)
    case = "with a counter, a mask and running means"
    _expect_losses(solution, reference, (_Loss(rng, a), a, b, alphas), case)


def names(solution, reference, rng):
    """List the arrays of b in another order; two of them have the same shape."""
    a, b = _network(rng, 4, 4), _network(rng, 4, 4)
    turned = dict(reversed(b.items()))
    arguments = (_Loss(rng, a), a, turned, np.linspace(0, 1, 4))
    _expect_losses(solution, reference, arguments, "`sd_b` in another order")


def single_precision(solution, reference, rng):
    """Use float32 networks, which the loss insists on."""
    a, b = (
        {name: array.astype(np.float32) for name, array in _network(rng, 3, 4).items()}
        for _ in range(2)
    )
    arguments = (_Loss(rng, a), a, b, np.array([0.0, 0.25, 0.7, 1.0]))
    got = solution(*arguments)
    want = reference(*arguments)
    tolerance = tolerance_for(np.float32, "recursion", size=16)
    expect_close(got, want, tolerance=tolerance, what=LOSSES, case="float32")


def mismatch(solution, reference, rng):
    """Leave a name out, add one, and give a shape that NumPy would broadcast."""
    a = _network(rng, 2, 3)
    loss, alphas = _Loss(rng, a), np.array([0.0, 0.5])
    fewer = {name: array for name, array in a.items() if name != "v"}
    for named, b in (
        ("`sd_b` with one name more", a | {"extra": np.ones(2)}),
        ("`sd_b` with one name less", fewer),
        ("`v` of shape (3,) in a and (1,) in b", a | {"v": np.ones(1)}),
    ):
        expect_raises(solution.call(loss, a, b, alphas), ValueError, case=named)


def empty(solution, reference, rng):
    """Ask for no point at all."""
    a = _network(rng, 2, 3)
    got = solution(_Loss(rng, a), a, _network(rng, 2, 3), np.array([]))
    _expect_close(got, np.array([]), "K = 0")


def purity(solution, reference, rng):
    """Call twice with the same networks, and look at what the calls left behind."""
    a, b = _network(rng, 2, 3), _network(rng, 2, 3)
    arguments = (_Loss(rng, a), a, b, np.linspace(0, 1, 3))
    got = expect_pure(solution, *arguments, what=LOSSES, case="K = 3")
    _expect_close(got, reference(*arguments), "K = 3")


def calls(solution, reference, rng):
    """Count the evaluations of the loss."""
    for K in (1, 6):
        a, b = _network(rng, 2, 3), _network(rng, 2, 3)
        arguments = (_Loss(rng, a), a, b, np.linspace(0.1, 0.9, K))
        _expect_losses(solution, reference, arguments, f"K = {K}")
        expect_oracle_calls(
            solution, "loss", K, at_least=K, what="evaluations of the loss", case=f"K = {K}"
        )


def _show_losses(got, want, reference, arguments):
    """Show the losses at the points asked for, and between them."""
    *nets, alphas = arguments
    fine = np.linspace(0, 1, 41)
    show_curves(
        "Loss on the straight line from a to b",
        {"yours": got, "reference": want, "in between": reference(*nets, fine)},
        x={"yours": alphas, "reference": alphas, "in between": fine},
        x_label="α",
        y_label="loss",
        scale="linear",
        kind={"yours": "points", "reference": "points"},
    )


class _Loss:
    """The loss of a network on data of its own; it takes only what fits the network."""

    def __init__(self, rng, like):
        self._form = {name: (array.shape, array.dtype) for name, array in like.items()}
        self._x = rng.standard_normal((10, like["W"].shape[1]))
        self._y = rng.standard_normal(10)

    def __call__(self, sd):
        self._verify(sd)
        x = self._x
        if "mean" in sd:
            x = (x - sd["mean"]) * np.where(sd["mask"], 1.0, 0.5) + 0.1 * sd["steps"]
        outputs = np.tanh(x @ sd["W"].T + sd["c"]) @ sd["v"] + sd["d"]
        return float(np.mean((outputs - self._y) ** 2))

    def _verify(self, sd):
        if not isinstance(sd, dict):
            raise TypeError("the network is a dict of arrays")
        if sd.keys() != self._form.keys():
            raise ValueError(f"the network has the arrays {', '.join(self._form)}, and no others")
        for name, (shape, dtype) in self._form.items():
            if not isinstance(sd[name], np.ndarray | np.generic) or sd[name].dtype != dtype:
                raise TypeError(f"`{name}` is an array of {dtype} in this network")
            if sd[name].shape != shape:
                raise ValueError(f"`{name}` has the shape {shape} in this network")


def _network(rng, d, h):
    return {
        "W": rng.standard_normal((h, d)),
        "c": rng.standard_normal(h),
        "v": rng.standard_normal(h),
        "d": rng.standard_normal(1),
    }


def _buffers(rng, d):
    return {
        "mean": rng.standard_normal(d),
        "steps": np.array([int(rng.integers(1, 9))]),
        "mask": rng.uniform(size=d) < 0.5,
    }


def _expect_losses(solution, reference, arguments, case):
    _expect_close(solution(*arguments), reference(*arguments), case)


def _expect_close(got, want, case):
    tolerance = tolerance_for(np.float64, "recursion", size=16)
    expect_close(got, want, tolerance=tolerance, what=LOSSES, case=case)
