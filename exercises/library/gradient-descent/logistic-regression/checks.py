"""Checks of logistic loss and gradient: correctness, then accuracy, then purity."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_dtype,
    expect_equal,
    expect_finite,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_shape,
    expect_tuple,
    tolerance_for,
)

LOSS, GRADIENT = "the loss", "the gradient"
# e to the power of a product loses as many roundings as the product is large.
LARGE = Tolerance(1e-11, "rounding a product of 50 changes its exponential by 50 roundings")
DIFFERENCE = Tolerance(1e-7, "a central difference at its best step keeps about ten digits")


def value(solution, reference, rng):
    """Compare on random data of several sizes."""
    for n, p in ((6, 3), (1, 1), (40, 5), (3, 8)):
        w, X, y = _data(rng, n, p)
        _expect_both(solution(w, X, y), reference(w, X, y), f"n = {n}, p = {p}")


def one_class(solution, reference, rng):
    """Give data in which all labels are the same."""
    for label in (1.0, 0.0):
        w, X, _ = _data(rng, 5, 2)
        y = np.full(5, label)
        _expect_both(solution(w, X, y), reference(w, X, y), f"n = 5, all labels {label:g}")


def labels(solution, reference, rng):
    """Give labels of another coding, and one slip."""
    w, X, y = _data(rng, 4, 2)
    for named, wrong in (
        ("labels -1 and 1", 2 * y - 1),
        ("labels 1 and 2", y + 1),
        ("one label 0.5", np.where(np.arange(4) == 2, 0.5, y)),
        ("one label NaN", np.where(np.arange(4) == 1, np.nan, y)),
    ):
        expect_raises(solution.call(w, X, wrong), ValueError, what="the call", case=named)


def overflow(solution, reference, rng):
    """Let products reach ±1000, on the right side and on the wrong one."""
    for product, y in ((1000.0, 0.0), (-1000.0, 1.0), (1000.0, 1.0), (-1000.0, 0.0)):
        w, X = np.array([1.0]), np.array([[product]])
        case = f"n = 1, xᵀw = {product:g}, y = {y:g}"
        _expect_both(solution(w, X, np.array([y])), reference(w, X, np.array([y])), case)
    w, X, y = _data(rng, 20, 3)
    _expect_both(solution(300 * w, X, y), reference(300 * w, X, y), "n = 20, long w")


def derivative(solution, reference, rng):
    """Compare the gradient with differences of the loss that came with it."""
    for n, p in ((7, 3), (2, 1)):
        w, X, y = _data(rng, n, p)
        case, h = f"n = {n}, p = {p}", 6e-6
        gradient = _parts(solution(w, X, y), w, case)[1]
        want = np.empty(p)
        for j, step in enumerate(h * np.eye(p)):
            ahead, behind = (_parts(solution(at, X, y), w, case)[0] for at in (w + step, w - step))
            want[j] = (ahead - behind) / (2 * h)
        what = "the gradient, compared with differences of your loss,"
        expect_close(gradient, want, tolerance=DIFFERENCE, what=what, case=case)


def rows_twice(solution, reference, rng):
    """Repeat every observation: a mean stays what it was."""
    for n, times in ((5, 2), (3, 7)):
        w, X, y = _data(rng, n, 2)
        got = solution(w, np.tile(X, (times, 1)), np.tile(y, times))
        _expect_both(got, reference(w, X, y), f"n = {n}, each observation {times} times")


def margins(solution, reference, rng):
    """Put every observation so far on its right side that the loss is 1e-15 or less."""
    for n, low in ((6, 36.0), (4, 60.0)):
        w, X, y = _data(rng, n, 3)
        # Move each row along w until its product is right.
        product = (2 * y - 1) * rng.uniform(low, low + 4.0, n)
        X += np.outer((product - X @ w) / (w @ w), w)
        case = f"n = {n}, every margin above {low:g}"
        _expect_both(solution(w, X, y), reference(w, X, y), case, LARGE)


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for n, p in ((8, 3), (50, 4)):
        narrow = [array.astype(np.float32) for array in _data(rng, n, p)]
        case = f"float32, n = {n}, p = {p}"
        loss, gradient = _parts(solution(*narrow), narrow[0], case)
        want = reference(*[array.astype(np.float64) for array in narrow])
        tolerance = tolerance_for(np.float32, "recursion", size=n)
        expect_close(loss, want[0], tolerance=tolerance, what=LOSS, case=case)
        expect_close(gradient, want[1], tolerance=tolerance, what=GRADIENT, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    w, X, y = _data(rng, 6, 3)
    got = expect_pure(solution, w, X, y, what="the result", case="n = 6, p = 3")
    _expect_both(got, reference(w, X, y), "n = 6, p = 3")


def _expect_both(got, want, case, tolerance=None):
    loss, gradient = _parts(got, want[1], case)
    tolerance = tolerance or tolerance_for(np.float64, "recursion", size=len(want[1]))
    if want[0] == 0:
        expect_equal(loss, 0.0, what=LOSS, case=case)
    else:
        expect_close(loss, want[0], tolerance=tolerance, what=LOSS, case=case)
    expect_close(gradient, want[1], tolerance=tolerance, what=GRADIENT, case=case)


def _parts(got, like, case):
    loss, gradient = expect_tuple(got, ("f", "g"), case=case)
    loss = expect_scalar(loss, what=LOSS, case=case)
    expect_shape(gradient, like.shape, what=GRADIENT, case=case)
    expect_dtype(gradient, like.dtype, what=GRADIENT, case=case)
    expect_finite(gradient, what=GRADIENT, case=case)
    return loss, gradient


def _data(rng, n, p):
    """Return weights, observations and labels of both classes, where there is room for both."""
    y = rng.permutation(np.arange(n) % 2).astype(np.float64)
    return rng.standard_normal(p), rng.standard_normal((n, p)), y
