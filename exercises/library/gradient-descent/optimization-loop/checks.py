"""Checks of the optimization loop: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_dtype,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_tuple,
    rule_broken,
    tolerance_for,
)

NAMES = ("x", "f", "status", "nit", "nfev", "history", "last")
MOST_NUMBERS = 10_000


def value(solution, reference, rng):
    """Run out of steps on quadratics, with several steps, with one, and with none."""
    for n, maxit in ((3, 6), (1, 1), (5, 12), (2, 0)):
        fun, x0 = _quadratic(rng, n), rng.standard_normal(n)
        _expect_result(solution, reference, (fun, x0, 0.1, 0.0, maxit), f"n = {n}, maxit = {maxit}")


def converged(solution, reference, rng):
    """Reach the tolerance at the start, on the way, with the last step, and exactly."""
    x0 = rng.uniform(1.0, 2.0, 3)
    flat = _oracle(lambda x: (x @ x / 2 * 1e-6, x * 1e-6))
    case = "f = xᵀx/2·1e-6, gtol = 1e-9"
    _expect_result(solution, reference, (flat, x0, 0.5, 1e-9, 5), case)
    halving = _oracle(lambda x: (x @ x / 2, x))
    length = float(np.linalg.norm(x0))
    for gtol, maxit, named in (
        (1e-4 * length, 40, "on the way"),
        (2 * length, 40, "at the start"),
        (0.2 * length, 3, "with the last step allowed"),
    ):
        case = f"f = xᵀx/2, the gradient is small {named}"
        _expect_result(solution, reference, (halving, x0, 0.5, gtol, maxit), case)
    case = "f = xᵀx/2 started at 0, gtol = 0"
    _expect_result(solution, reference, (halving, np.zeros(2), 0.5, 0.0, 5), case)


def not_finite(solution, reference, rng):
    """Step on a value of NaN, on one of infinity, on a gradient of NaN, and start on NaN."""
    x0 = rng.uniform(4.0, 5.0, 2)
    for named, f, g in (
        ("f is NaN", np.nan, 1.0),
        ("f is infinite", np.inf, 1.0),
        ("f is -inf", -np.inf, 1.0),
        ("the gradient is NaN", 1.0, np.nan),
    ):

        def bad(x, f=f, g=g):
            if np.linalg.norm(x) < 2.0:
                return f * 1.0, np.full(2, g)
            return x @ x / 2, x

        case = f"{named} near 0"
        _expect_result(solution, reference, (_oracle(bad), x0, 0.3, 0.0, 12), case)
        case = f"{named} at the start"
        _expect_result(solution, reference, (_oracle(bad), x0 / 9, 0.3, 0.0, 12), case)


def user_stop(solution, reference, rng):
    """Hand in a callback that notes what it gets, and stops or does not."""
    for stop, maxit, named in (
        (99, 5, "that never stops"),
        (3, 8, "that stops after step 3"),
        (1, 1, "that stops after step 1, where the gradient is small and the steps run out"),
    ):
        fun, x0 = _quadratic(rng, 3), 9.0 + rng.standard_normal(3)
        arguments = (fun, x0, 0.1, _length_after(fun, x0) if maxit == 1 else 0.0, maxit)
        case = f"a callback {named}, maxit = {maxit}"
        noted = []
        _expect_result(solution, reference, (*arguments, _callback(stop, noted)), case, noted)


def best(solution, reference, rng):
    """Take steps so long that f goes up and down, then steps between points of the same value."""
    wells = _oracle(lambda x: (float(np.sum((x**2 - 1) ** 2)) / 4, x**3 - x))
    for maxit in (7, 8, 9):
        x0 = rng.uniform(0.25, 0.4, 2)
        case = f"a double well with too long a step, maxit = {maxit}"
        _expect_result(solution, reference, (wells, x0, 1.25, 0.0, maxit), case)
    turning = _oracle(lambda x: (x @ x / 2, x))
    case = "f = xᵀx/2 with eta = 2, where x becomes -x"
    _expect_result(solution, reference, (turning, rng.standard_normal(2), 2.0, 0.0, 3), case)


def resume(solution, reference, rng):
    """Run k steps, then l from where the first run ended; compare with k + l at once."""
    wells = _oracle(lambda x: (float(np.sum((x**2 - 1) ** 2)) / 4, x**3 - x))
    for first, second in ((5, 4), (2, 7), (0, 3)):
        x0 = rng.uniform(0.25, 0.4, 2)
        case = f"{first} steps, then {second} from `last`"
        start = _parts(solution(wells, x0, 1.25, 0.0, first), case)
        rest = _parts(solution(wells, start["last"], 1.25, 0.0, second), case)
        want = reference(wells, x0, 1.25, 0.0, first + second)
        expect_equal(rest["last"], want[6], what="`last` of the second run", case=case)
        joined = np.append(start["history"], rest["history"][1:])
        expect_equal(joined, want[5], what="the joined history", case=case)


def exceptions(solution, reference, rng):
    """Let fun raise after a few steps, then the callback."""

    def failing(x):
        # The gradient is x, so this is the third point of a run.
        if np.linalg.norm(x) < 0.5 * np.linalg.norm(x0):
            raise ZeroDivisionError("no value here")
        return x @ x / 2, x

    def objecting(nit, x, f):
        raise KeyError("a log file is missing")

    x0 = rng.uniform(1.0, 2.0, 3)
    outcome = solution.call(_oracle(failing), x0, 0.3, 0.0, 9)
    case = "fun raises ZeroDivisionError after a few steps"
    expect_raises(outcome, ZeroDivisionError, what="the run", case=case)
    outcome = solution.call(_quadratic(rng, 3), x0, 0.1, 0.0, 9, objecting)
    expect_raises(outcome, KeyError, what="the run", case="the callback raises KeyError")


def purity(solution, reference, rng):
    """Call twice with the same inputs, with steps and without."""
    for maxit in (4, 0):
        fun, x0, case = _quadratic(rng, 3), rng.standard_normal(3), f"n = 3, maxit = {maxit}"
        got = expect_pure(solution, fun, x0, 0.1, 0.0, maxit, what="the result", case=case)
        _compare(_parts(got, case), reference(fun, x0, 0.1, 0.0, maxit), case)


def calls(solution, reference, rng):
    """Count the calls of fun, and compare with what nfev says."""
    for n, maxit in ((3, 7), (2, 0)):
        case, arguments = f"n = {n}, maxit = {maxit}", (_quadratic(rng, n), np.ones(n), 0.1, 0.0)
        got = _parts(solution(*arguments, maxit), case)
        _compare(got, reference(*arguments, maxit), case)
        expect_oracle_calls(solution, "fun", maxit + 1, what="calls of `fun`", case=case)
        used = solution.oracle_calls_of("fun")
        if got["nfev"] != used:
            observed = f"nfev is {got['nfev']}, and `fun` was called {used} times"
            rule_broken(case, observed, "nfev counts the calls")


def _expect_result(solution, reference, arguments, case, noted=None):
    got = _parts(solution(*arguments), case)
    seen = list(noted or [])
    if noted is not None:
        noted.clear()
    want = reference(*arguments)
    _compare(got, want, case)
    if noted is not None:
        _expect_noted(seen, noted, case)


def _compare(got, want, case):
    want = dict(zip(NAMES, want, strict=True))
    for name in ("status", "nit", "nfev"):
        expect_equal(got[name], want[name], what=f"`{name}`", case=case)
    if np.isfinite(want["f"]):
        tolerance = tolerance_for(np.float64, "recursion", size=len(want["x"]))
        for name in ("history", "f", "x", "last"):
            expect_close(got[name], want[name], tolerance=tolerance, what=f"`{name}`", case=case)
        return
    for name in ("x", "last"):
        expect_equal(got[name], want[name], what=f"`{name}`", case=case)
    for name in ("history", "f"):
        # NaN equals nothing, so both are turned into words.
        shown = [str(float(number)) for number in np.atleast_1d(got[name])]
        wanted = [str(float(number)) for number in np.atleast_1d(want[name])]
        expect_equal(shown, wanted, what=f"`{name}`", case=case)


def _expect_noted(seen, wanted, case):
    steps = [note[0] for note in seen]
    if steps != [note[0] for note in wanted]:
        observed = f"the callback was called with nit = {steps}"
        rule_broken(case, observed, "once after each accepted step, with nit = 1, 2, …")
    for (nit, x, f), (_, right_x, right_f) in zip(seen, wanted, strict=True):
        tolerance = tolerance_for(np.float64, "recursion", size=len(right_x))
        where = f"{case}, nit = {nit}"
        expect_close(x, right_x, tolerance=tolerance, what="the callback's x", case=where)
        expect_close(f, right_f, tolerance=tolerance, what="the callback's f", case=where)


def _parts(got, case):
    parts = dict(zip(NAMES, expect_tuple(got, NAMES, case=case), strict=True))
    for name in ("x", "history", "last"):
        expect_dtype(parts[name], np.float64, what=f"`{name}`", case=case)
    if parts["history"].ndim != 1 or not len(parts["history"]):
        shape = parts["history"].shape
        rule_broken(
            case, f"`history` has shape {shape}", "one value of f for each point: (nit + 1,)"
        )
    expect_shape(parts["last"], parts["x"].shape, what="`last`", case=case)
    expect_shape(parts["f"], (), what="`f`", case=case)
    return parts


def _oracle(function):
    """Return the function as it is handed in: of a point that comes from the learner."""

    def fun(x):
        if not isinstance(x, np.ndarray) or x.dtype != np.float64:
            raise TypeError("a point is a NumPy array of float64")
        if x.ndim != 1 or not 0 < len(x) <= MOST_NUMBERS:
            raise ValueError("a point has the shape of x0")
        with np.errstate(all="ignore"):
            f, g = function(x)
            return float(f), g * 1.0

    return fun


def _callback(stop, noted):
    def callback(nit, x, f):
        if type(nit) is not int or type(f) is not float or not isinstance(x, np.ndarray):
            raise TypeError("the callback takes (nit, x, f): an int, an array and a float")
        noted.append((nit, x.copy(), f))
        if nit >= stop:
            raise StopIteration

    return callback


def _length_after(fun, x0):
    """Return a gtol that the first step reaches and the start does not."""
    g = fun(x0)[1]
    after = np.linalg.norm(fun(x0 - 0.1 * g)[1])
    return float((after + np.linalg.norm(g)) / 2)


def _quadratic(rng, n):
    A = rng.standard_normal((n, n))
    H = A @ A.T / n + np.eye(n)
    H *= 2.0 / np.linalg.norm(H, 2)
    return _oracle(lambda x: (x @ H @ x / 2, H @ x))
