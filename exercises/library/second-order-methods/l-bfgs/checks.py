"""Checks of L-BFGS: the point it ends in, each step on the way, then purity and cost.

Two right line searches take different steps, so nothing is compared with other iterates: the steps
are read off the evaluations and held to their rules.
"""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_tuple,
    rule_broken,
    show_curves,
    size_beyond,
)
from reference.lbfgs import two_loop_direction

POINT, HISTORY = "the point x", "the history"
MEMORY_LIMIT_BYTES = 512 * 1024**2
ALONG = Tolerance(1e-6, "differences of points and gradients round the pairs")
NO_STEP = Tolerance(1e-15, "no step is taken")
C1, C2 = 1e-4, 0.9
# Two right searches differ by a tenth or two.
TIMES = 1.6


def value(solution, reference, rng):
    """Minimise functions with one stationary point; the gradient there is the judge."""
    for named, make, n, m in (
        ("quadratic", _quadratic, 6, 10),
        ("Σ cosh", _cosh, 3, 3),
        ("Rosenbrock", _rosenbrock, 2, 5),
        ("Rosenbrock", _rosenbrock, 10, 4),
        ("quadratic", _quadratic, 4, 1),
    ):
        fun_grad, x0 = make(rng, n)
        case = f"{named}, n = {n}, m = {m}"
        got = solution(fun_grad, x0, m, 1e-6, 500)
        if n == 6:
            # The least value of the quadratic is 0.
            wanted = reference(fun_grad, x0, m, 1e-6, 500)[1]
            show_curves(
                f"Gap on a {case}",
                {"yours": lambda got=got: got[1], "reference": wanted},
                y_label="f − f*",
            )
        x, _, converged = _result(got, fun_grad, x0, case)
        _expect_converged(converged, case)
        _expect_small_gradient(fun_grad, x, 1e-6, case)


def optimum(solution, reference, rng):
    """Start where the gradient is zero already."""
    for n in (1, 4):
        fun_grad, case = _rosenbrock(rng, n)[0], f"n = {n}, start at the minimum"
        x, history, converged = _result(solution(fun_grad, np.ones(n)), fun_grad, np.ones(n), case)
        expect_close(x, np.ones(n), tolerance=NO_STEP, what=POINT, case=case)
        expect_shape(history, (1,), what=HISTORY, case=case)
        _expect_converged(converged, case)


def budget(solution, reference, rng):
    """Allow too few iterations."""
    for n, maxit in ((2, 3), (6, 0)):
        fun_grad, x0 = _rosenbrock(rng, n)
        case = f"Rosenbrock, n = {n}, maxit = {maxit}"
        got = solution(fun_grad, x0, 5, 1e-6, maxit)
        _, history, converged = _result(got, fun_grad, x0, case)
        expect_shape(history, (maxit + 1,), what=HISTORY, case=case)
        if converged is not False:
            rule_broken(
                case, f"converged is {converged!r}", "it is False: the gradient is not small"
            )


def refuses(solution, reference, rng):
    """Ask for no pairs."""
    fun_grad, x0 = _rosenbrock(rng, 2)
    for m in (0, -3):
        expect_raises(solution.call(fun_grad, x0, m), ValueError, case=f"m = {m}")


def wolfe(solution, reference, rng):
    """Hold each accepted step to both strong Wolfe conditions."""
    for named, (fun_grad, x0) in (
        ("parabola, n = 1, a step to the mirror image", _parabola(1.9999)),
        ("Rosenbrock, n = 4", _rosenbrock(rng, 4)),
        ("quadratic far from its minimum, n = 3", _quadratic(rng, 3, distance=100.0)),
        ("parabola, n = 1", _parabola(1.95)),
    ):
        recording, log = _recorded(fun_grad)
        got = solution(recording, x0, 5, 1e-6, 60)
        _, history, _ = _result(got, fun_grad, x0, named)
        for before, after in _steps(history, log, named):
            _expect_wolfe_step(before, after, named)


def direction(solution, reference, rng):
    """Compare each step's direction with that of the two-loop recursion on the last m pairs."""
    for n, m in ((8, 3), (10, 1), (6, 5)):
        fun_grad, x0 = _rosenbrock(rng, n)
        recording, log = _recorded(fun_grad)
        case = f"Rosenbrock, n = {n}, m = {m}"
        got = solution(recording, x0, m, 1e-6, 14)
        _, history, _ = _result(got, fun_grad, x0, case)
        S, Y = [], []
        for before, after in _steps(history, log, case):
            step = after[0] - before[0]
            expected = two_loop_direction(before[2], S[-m:], Y[-m:])
            what = f"the direction of step {len(S) + 1}, as a unit vector"
            expect_close(_unit(step), _unit(expected), tolerance=ALONG, what=what, case=case)
            S.append(step)
            Y.append(after[2] - before[2])


def stop(solution, reference, rng):
    """Look at the gradient at the last iterate, and at those before it."""
    for tol in (1e-2, 1e-5):
        fun_grad, x0 = _cosh(rng, 60)
        recording, log = _recorded(fun_grad)
        case = f"Σ cosh, n = 60, tol = {tol:g}"
        x, history, converged = _result(solution(recording, x0, 5, tol, 200), fun_grad, x0, case)
        _expect_small_gradient(fun_grad, x, tol, case)
        _expect_converged(converged, case)
        for before, _ in _steps(history, log, case):
            if np.abs(before[2]).max() <= tol:
                rule_broken(case, "a step was taken from a point with a gradient below tol", "stop")


def domain(solution, reference, rng):
    """Minimise Σ x − log x, which is infinite or nan where an x is not positive."""
    for outside in (np.inf, np.nan):
        fun_grad, x0 = _barrier(outside), np.array([20.0, 0.01])
        case = f"Σ x − log x, {outside} outside x > 0"
        got = solution(fun_grad, x0, 5, 1e-6, 200)
        x, _, converged = _result(got, fun_grad, x0, case)
        _expect_converged(converged, case)
        _expect_small_gradient(fun_grad, x, 1e-6, case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    fun_grad, x0 = _quadratic(rng, 4)
    case = "quadratic, n = 4"
    got = expect_pure(solution, fun_grad, x0, 3, 1e-6, 100, what="the result", case=case)
    x, _, _ = _result(got, fun_grad, x0, case)
    _expect_small_gradient(fun_grad, x, 1e-6, case)


def memory(solution, reference, rng):
    """Use a size where one n × n matrix is four times the memory of the run."""
    n = size_beyond(MEMORY_LIMIT_BYTES)
    scale = np.linspace(1.0, 5.0, n)

    def fun_grad(x):
        g = scale * _point(x, n)
        return float(x @ g) / 2, g

    x0, case = rng.standard_normal(n), f"quadratic, n = {n}"
    x, _, converged = _result(solution(fun_grad, x0, 4, 1e-3, 60), fun_grad, x0, case)
    _expect_converged(converged, case)
    _expect_small_gradient(fun_grad, x, 1e-3, case)


def calls(solution, reference, rng):
    """Count evaluations on the way to the minimum."""
    for n, m in ((2, 5), (10, 5)):
        fun_grad, x0 = _rosenbrock(rng, n)
        case = f"Rosenbrock, n = {n}, m = {m}"
        counting, log = _recorded(fun_grad)
        reference(counting, x0, m, 1e-6, 500)
        x, _, _ = _result(solution(fun_grad, x0, m, 1e-6, 500), fun_grad, x0, case)
        _expect_small_gradient(fun_grad, x, 1e-6, case)
        expect_oracle_calls(
            solution, "fun_grad", int(TIMES * len(log)), at_least=2, what="evaluations", case=case
        )


def _result(got, fun_grad, x0, case):
    x, history, converged = expect_tuple(got, ("x", "history", "converged"), case=case)
    expect_shape(x, x0.shape, what=POINT, case=case)
    history = np.atleast_1d(np.asarray(history, dtype=np.float64))
    for position, point, at in ((0, x0, "the start"), (-1, x, "x")):
        if history[position] != fun_grad(point)[0]:
            observed = f"entry {position} of {HISTORY} is not the value at {at}"
            rule_broken(case, observed, "the history runs from the start to x, as f was returned")
    return np.asarray(x), history, converged


def _expect_converged(converged, case):
    if converged is not True:
        rule_broken(
            case, f"converged is {converged!r}", "it is True: the gradient can be small here"
        )


def _steps(history, log, case):
    """Yield (x, f, g) before and after each accepted step, found among the evaluations."""
    at, before = 0, log[0] if log else None
    for value in history[1:]:
        later = [i for i in range(at + 1, len(log)) if log[i][1] == value]
        if not later:
            rule = "each entry is the value at an accepted point, in order"
            rule_broken(case, f"{HISTORY} holds a value that was not evaluated then", rule)
        at = later[0]
        yield before, log[at]
        before = log[at]


def _expect_wolfe_step(before, after, case):
    (x, f, g), (x_new, f_new, g_new) = before, after
    slope, slope_new = g @ (x_new - x), g_new @ (x_new - x)
    if not f_new <= f + C1 * slope + 1e-14 * abs(f):
        observed = f"a step along which f should fall by {-slope:.2g} changes it by {f_new - f:.2g}"
        rule_broken(case, observed, "f(x + s) ≤ f(x) + c₁·gᵀs with c₁ = 1e-4")
    if not abs(slope_new) <= C2 * abs(slope) * (1 + 1e-9):
        observed = f"a step changes the slope along it from {slope:.2g} to {slope_new:.2g}"
        rule_broken(case, observed, "its size falls to 0.9 of what it was, or less")


def _expect_small_gradient(fun_grad, x, tol, case):
    largest = np.abs(fun_grad(x)[1]).max()
    if not largest <= tol:
        observed = f"the gradient at x has a component of size {largest:.2g}"
        rule_broken(case, observed, f"none is larger than tol = {tol:g}")


def _recorded(fun_grad):
    log = []

    def recording(x):
        f, g = fun_grad(x)
        log.append((np.array(x, dtype=np.float64), f, g.copy()))
        return f, g

    return recording, log


def _unit(v):
    return v / np.linalg.norm(v)


def _point(x, n):
    if not isinstance(x, np.ndarray) or x.shape != (n,):
        raise ValueError(f"fun_grad takes an array of shape ({n},)")
    return x.astype(np.float64)


def _quadratic(rng, n, distance=2.0):
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    A, centre = (Q * np.geomspace(1.0, 30.0, n)) @ Q.T, rng.standard_normal(n)

    def fun_grad(x):
        d = _point(x, n) - centre
        return float(d @ A @ d) / 2, A @ d

    return fun_grad, centre + distance * _unit(rng.standard_normal(n))


def _parabola(overshoot):
    """Start such that a first step of length 1 is `overshoot` times the one to the minimum."""
    return lambda x: (float(2 * _point(x, 1) @ x), 4 * _point(x, 1)), np.array([1 / overshoot])


def _cosh(rng, n):
    shift = rng.uniform(-1.0, 1.0, n)
    weight = np.geomspace(1.0, 20.0, n)

    def fun_grad(x):
        z = _point(x, n) - shift
        return float(weight @ np.cosh(z)), weight * np.sinh(z)

    return fun_grad, shift + rng.uniform(0.5, 1.5, n)


def _rosenbrock(rng, n):
    def fun_grad(x):
        x = _point(x, n)
        rest, valley = 1 - x, x[1:] - x[:-1] ** 2
        g = -2 * rest
        g[1:] += 200 * valley
        g[:-1] -= 400 * valley * x[:-1]
        return float(rest @ rest + 100 * valley @ valley), g

    return fun_grad, np.resize([-1.2, 1.0], n) + rng.uniform(-0.1, 0.1, n)


def _barrier(outside):
    def fun_grad(x):
        x = _point(x, 2)
        if not np.all(x > 0):
            return float(outside), np.full(2, np.nan)
        return float(np.sum(x - np.log(x))), 1 - 1 / x

    return fun_grad
