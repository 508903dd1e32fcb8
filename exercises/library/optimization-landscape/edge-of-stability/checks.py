"""Checks of the sharpness trace: short runs by value, long ones by where they settle, then cost.

At the edge a run magnifies rounding until two right programs are at different points. Their
sharpness agrees there only as a band around 2/η.
"""

from itertools import pairwise

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_finite,
    expect_in_interval,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_tuple,
)

TRACE, END = "the sharpness", "the last point"
SHORT = Tolerance(1e-8, "a short stable run keeps its roundings small")
STEP = Tolerance(1e-12, "one step loses a few roundings")


def value(solution, reference, rng):
    """Compare short runs on networks with a tanh layer, n being their number of weights."""
    for inputs, units, T, every in ((1, 2, 6, 3), (2, 6, 20, 5), (2, 3, 7, 1)):
        grad, hvp, x0 = _network(rng, inputs, units, 12)
        case = f"n = {len(x0)}, T = {T}, every = {every}"
        arguments = (grad, hvp, x0, 0.1, T, every)
        _expect_trace(solution(*arguments), reference(*arguments), case)


def grid(solution, reference, rng):
    """Choose T and every such that the last step is no measurement, or there is but one."""
    grad, hvp, x0 = _network(rng, 1, 2, 8)
    for T, every in ((7, 3), (5, 10), (0, 4)):
        arguments = (grad, hvp, x0, 0.2, T, every)
        _expect_trace(solution(*arguments), reference(*arguments), f"T = {T}, every = {every}")


def saddle(solution, reference, rng):
    """Run on quadratics whose most negative eigenvalue is larger in size than the largest."""
    for eigenvalues in ([1.0, -3.0], [-2.0, 0.5, -4.0, 1.5]):
        n = len(eigenvalues)
        Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
        H = (Q * eigenvalues) @ Q.T
        grad, hvp = _quadratic(H)
        case = f"eigenvalues from {min(eigenvalues):g} to {max(eigenvalues):g}"
        arguments = (grad, hvp, rng.standard_normal(n), 0.1, 4, 2)
        _expect_trace(solution(*arguments), reference(*arguments), case)


def refuses(solution, reference, rng):
    """Ask for a measurement every zero steps."""
    grad, hvp, x0 = _network(rng, 1, 2, 8)
    for every in (0, -2):
        expect_raises(
            solution.call(grad, hvp, x0, 0.1, 4, every), ValueError, case=f"every = {every}"
        )


def stable(solution, reference, rng):
    """Train with a step so short that the sharpness levels off below 2/η."""
    grad, hvp, x0 = _trained(rng)
    arguments, case = (grad, hvp, x0, 0.3, 200, 100), "η = 0.3, 200 steps"
    _expect_trace(solution(*arguments), reference(*arguments), case)


def edge(solution, reference, rng):
    """Train with a step that is too long for where the sharpness is going."""
    grad, hvp, x0 = _trained(rng)
    eta, case, points = 0.6, "η = 0.6, 500 steps", []

    def recording(x):
        points.append(_vector(x, 24))
        return grad(x)

    lam, x = _traced(solution(recording, hvp, x0, eta, 500, 100), 6, 24, case)
    points.append(x)
    expect_shape(np.array(points), (501, 24), what="the run", case=case)
    for before, after in pairwise(points):
        want = before - eta * grad(before)
        expect_close(after, want, tolerance=STEP, what="a point of the run", case=case)
    want = np.array([_dense_sharpness(hvp, point) for point in points[::100]])
    expect_close(lam, want, tolerance=SHORT, what=TRACE, case=case)
    expect_in_interval(eta * lam.max(), 2.0, 2.7, what="the largest ηλ", case=case)
    expect_in_interval(eta * lam[-1], 1.8, 2.3, what="ηλ at the end", case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    grad, hvp, x0 = _network(rng, 1, 2, 8)
    arguments, case = (grad, hvp, x0, 0.2, 4, 2), "n = 6, T = 4"
    got = expect_pure(solution, *arguments, what="the result", case=case)
    _expect_trace(got, reference(*arguments), case)


def calls(solution, reference, rng):
    """Count gradients and products."""
    for T, every in ((6, 3), (5, 7)):
        grad, hvp, x0 = _network(rng, 2, 3, 10)
        arguments, case = (grad, hvp, x0, 0.1, T, every), f"n = 12, T = {T}, every = {every}"
        _expect_trace(solution(*arguments), reference(*arguments), case)
        expect_oracle_calls(solution, "grad", T, at_least=T, what="gradients", case=case)
        products = len(x0) * (T // every + 1)
        expect_oracle_calls(solution, "hvp", products, at_least=1, what="products", case=case)


def _expect_trace(got, want, case):
    lam, x = _traced(got, len(want[0]), len(want[1]), case)
    expect_close(lam, want[0], tolerance=SHORT, what=TRACE, case=case)
    expect_close(x, want[1], tolerance=SHORT, what=END, case=case)


def _dense_sharpness(hvp, x):
    H = np.array([hvp(x, e) for e in np.eye(len(x))])
    return np.linalg.eigvalsh((H + H.T) / 2)[-1]


def _traced(got, count, n, case):
    lam, x = expect_tuple(got, ("lam", "x"), case=case)
    expect_shape(lam, (count,), what=TRACE, case=case)
    expect_shape(x, (n,), what=END, case=case)
    expect_finite(lam, what=TRACE, case=case)
    expect_finite(x, what=END, case=case)
    return np.asarray(lam), np.asarray(x)


def _vector(x, n):
    if not isinstance(x, np.ndarray) or x.shape != (n,) or x.dtype.kind not in "fiu":
        raise ValueError(f"an array of shape ({n},) is taken, with real numbers")
    return x.astype(np.float64)


def _network(rng, inputs, units, examples):
    """Return gradient and Hessian product of half the mean squared error, and a start."""
    X = rng.standard_normal((examples, inputs))
    y = np.sign(X[:, 0] * X[:, -1] - 0.5 * (inputs == 1))
    ends = inputs * units, (inputs + 1) * units
    n = (inputs + 2) * units

    def gradient(x):
        W, b, a = x[: ends[0]].reshape(inputs, units), x[ends[0] : ends[1]], x[ends[1] :]
        Z = np.tanh(X @ W + b)
        r = (Z @ a - y) / examples
        back = np.outer(r, a) * (1 - Z * Z)
        return np.concatenate([(X.T @ back).ravel(), back.sum(0), Z.T @ r])

    def product(x, v):
        # The complex step subtracts nothing, so the product is exact but for rounding.
        return np.imag(gradient(_vector(x, n) + 1e-30j * _vector(v, n))) / 1e-30

    return lambda x: gradient(_vector(x, n)), product, 0.5 * rng.standard_normal(n)


def _quadratic(H):
    n = len(H)
    return lambda x: H @ _vector(x, n), lambda x, v: H @ (0 * _vector(x, n) + _vector(v, n))


def _trained(rng):
    """Return one network whose sharpness is known to rise, from a start that differs a little."""
    grad, hvp, x0 = _network(np.random.default_rng(0), 2, 6, 12)
    return grad, hvp, x0 + 0.01 * rng.standard_normal(24)
