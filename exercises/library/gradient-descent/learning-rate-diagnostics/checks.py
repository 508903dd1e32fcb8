"""Checks of learning-rate diagnostics: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_scalar,
    rule_broken,
)

LABEL, RATE = "the label", "the step size"
ONE_OF_ETAS = Tolerance(1e-12, "it is one of those handed in, unrounded")
WITHIN = 1.5
MOST_NUMBERS = 10_000


def value(solution, reference, rng):
    """Give a trace of each kind."""
    for kind, trace in _traces(rng).items():
        expect_equal(solution(trace, 0.1), kind, what=LABEL, case=f"a trace that is {kind}")


def not_finite(solution, reference, rng):
    """Put NaN or infinity into a healthy trace, at its end and in the middle."""
    for named, bad in (("NaN", np.nan), ("infinity", np.inf), ("-inf", -np.inf)):
        for place, where in ((-1, "at the end"), (13, "in the middle")):
            trace = _descent(rng, 0.8, 40)
            trace[place] = bad
            case = f"a healthy trace with {named} {where}"
            expect_equal(solution(trace, 0.1), "diverging", what=LABEL, case=case)


def constant(solution, reference, rng):
    """Give traces on which nothing happens."""
    for level, n in ((0.0, 9), (rng.standard_normal(), 30), (1e6, 2)):
        case = f"{n} times the same value"
        expect_equal(solution(np.full(n, level), 0.1), "too_small", what=LABEL, case=case)


def with_curvature(solution, reference, rng):
    """Give L beside traces that descend smoothly, and beside others."""
    for eta_l, kind in ((0.02, "too_small"), (0.5, "healthy"), (1.6, "oscillating")):
        eta = rng.uniform(0.01, 10.0)
        trace = _descent(rng, eta_l, 700)
        case = f"a smooth descent, ηL = {eta_l:g}"
        expect_equal(solution(trace, eta, eta_l / eta), kind, what=LABEL, case=case)
    traces = _traces(rng)
    for kind, eta_l in (("diverging", 0.5), ("noisy", 1.6), ("oscillating", 0.02)):
        eta = rng.uniform(0.01, 10.0)
        case = f"a trace that is {kind}, ηL = {eta_l:g}"
        expect_equal(solution(traces[kind], eta, eta_l / eta), kind, what=LABEL, case=case)


def range_value(solution, reference, rng):
    """Search on quadratics, where descent is stable up to 2/L."""
    search, right = solution.function("lr_range_test"), reference.function("lr_range_test")
    for n, steps in ((1, 5), (3, 60), (6, 40)):
        curvature = 10.0 ** rng.uniform(-2.0, 2.0)
        fun, x0 = _quadratic(curvature * np.geomspace(1.0, 0.2, n)), rng.uniform(0.5, 1.5, n)
        etas = np.geomspace(0.1, 30.0, 40) / curvature * rng.uniform(0.9, 1.1)
        case = f"a quadratic, n = {n}, steps = {steps}"
        got = expect_scalar(search(fun, x0, etas, steps), what=RATE, case=case)
        want = right(fun, x0, etas, steps)
        expect_close(got, want, tolerance=ONE_OF_ETAS, what=RATE, case=case)
        if not 1 / WITHIN <= got * curvature / 2 <= WITHIN:
            observed = f"{RATE} is {got * curvature / 2:.3g} times 2/L"
            rule_broken(case, observed, f"within a factor of {WITHIN}")


def units(solution, reference, rng):
    """Multiply the losses and add a constant, so that all sizes change."""
    for scale, shift in ((1e-9, 0.0), (1e9, 0.0), (1.0, -4000.0), (1e-6, 1e-4)):
        for kind, trace in _traces(rng).items():
            # A constant may be as large as it likes beside the range, not beside its roundings.
            moved = scale * trace / np.ptp(trace) + shift
            case = f"a trace that is {kind}, times {scale:g} and plus {shift:g}"
            expect_equal(solution(moved, 0.1), kind, what=LABEL, case=case)


def plateau(solution, reference, rng):
    """Go on long after convergence, where only rounding moves the loss."""
    for T in (300, 800):
        trace = 1.0 + _descent(rng, 0.8, T) + 1e-15 * rng.standard_normal(T + 1)
        case = f"converged after a tenth of {T} steps"
        expect_equal(solution(trace, 0.1), "healthy", what=LABEL, case=case)


def noise(solution, reference, rng):
    """Give noise around a level that ends above its start, and a descent that ends with a rise."""
    level = rng.standard_normal(80)
    level[0], level[-1] = level.min(), level.max()
    expect_equal(solution(level, 0.1), "noisy", what=LABEL, case="noise that ends above its start")
    descent = _descent(rng, 0.8, 40)
    descent[-1] = descent[-2] + 1e-3 * descent[0]
    case = "a smooth descent whose last step rises by a thousandth"
    expect_equal(solution(descent, 0.1), "healthy", what=LABEL, case=case)


def spike(solution, reference, rng):
    """Put one high value into a smooth descent."""
    for height in (0.4, 5.0):
        trace = _descent(rng, 0.8, 60)
        trace[int(rng.integers(25, 40))] += height * trace[0]
        case = f"a smooth descent with one spike of {height:g} times the first value"
        expect_equal(solution(trace, 0.1), "noisy", what=LABEL, case=case)


def range_ends(solution, reference, rng):
    """Give step sizes that are all stable, or all unstable; some runs end in NaN."""
    search = solution.function("lr_range_test")
    fun, x0 = _quadratic(np.array([1.0, 2.0])), rng.uniform(0.5, 1.5, 2)
    for etas, steps, want, named in (
        (np.array([0.1, 0.3, 0.9]), 9, 0.9, "all stable"),
        (np.array([1.9, 2.5]), 9, 0.0, "all unstable"),
        (np.array([0.4]), 1, 0.4, "one stable"),
    ):
        case = f"step sizes that are {named}, steps = {steps}"
        _expect_rate(search(fun, x0, etas, steps), want, case)
    quartic = _oracle(lambda x: (np.sum(x**4) - np.sum(x**2), 4 * x**3 - 2 * x))
    got = search(quartic, 3.0 + x0, np.array([1e-3, 30.0, 60.0]), 12)
    _expect_rate(got, 1e-3, "step sizes of which two lead to NaN")


def range_first(solution, reference, rng):
    """Let a longer step leap over a hill, into another valley."""
    waves = _oracle(
        lambda x: (
            float(np.sum(1 - np.cos(2 * np.pi * x) + 0.1 * x**2)),
            2 * np.pi * np.sin(2 * np.pi * x) + 0.2 * x,
        )
    )
    x0 = np.array([rng.uniform(0.28, 0.32)])
    ends = np.array([0.1, 0.0, -0.1, -0.5, -1.0])
    etas = (x0 - ends) / waves(x0)[1]
    got = solution.function("lr_range_test")(waves, x0, etas, 1)
    _expect_rate(got, etas[2], "a wavy valley, one step, the fifth step size leaps over a hill")


def purity(solution, reference, rng):
    """Call both functions twice with the same inputs."""
    trace = _traces(rng)["noisy"]
    got = expect_pure(solution, trace, 0.1, 2.0, what=LABEL, case="a noisy trace")
    expect_equal(got, "noisy", what=LABEL, case="a noisy trace")
    search = solution.function("lr_range_test")
    fun, x0, etas = _quadratic(np.array([1.0, 2.0])), np.ones(2), np.array([0.1, 0.5, 0.7, 1.5])
    got = expect_pure(search, fun, x0, etas, 20, what=RATE, case="a quadratic, n = 2")
    _expect_rate(got, 0.7, "a quadratic, n = 2")


def calls(solution, reference, rng):
    """Count evaluations: the start once, then each run up to the first unstable one."""
    search = solution.function("lr_range_test")
    fun, x0 = _quadratic(np.array([0.5, 1.0])), rng.uniform(0.5, 1.5, 2)
    etas, steps = np.append(np.linspace(0.2, 1.8, 5), np.linspace(2.6, 9.0, 15)), 12
    case = f"twenty step sizes of which five are stable, steps = {steps}"
    _expect_rate(search(fun, x0, etas, steps), etas[4], case)
    budget = 1 + 6 * steps
    expect_oracle_calls(search, "fun", budget, what="calls of `fun`", case=case)


def _expect_rate(got, want, case):
    got = expect_scalar(got, what=RATE, case=case)
    expect_close(got, float(want), tolerance=ONE_OF_ETAS, what=RATE, case=case)


def _traces(rng):
    """Return a clear trace of each kind."""
    noisy = _descent(rng, 0.8, 60)
    noisy += 0.1 * noisy[0] * rng.standard_normal(61)
    # Beside a bowl a valley with the sides of |y|, which is crossed in every step.
    step = rng.uniform(0.5, 2.0)
    side = step * np.abs(rng.uniform(0.2, 0.35) - (np.arange(61) % 2))
    return {
        "healthy": _descent(rng, 0.8, 40),
        "too_small": _descent(rng, 0.002, 40),
        "diverging": _descent(rng, 2.3, 40),
        "noisy": noisy,
        "oscillating": 0.05 * step * 0.5 ** np.arange(61) + side,
    }


def _descent(rng, eta_l, T):
    """Return the losses of descent on a quadratic with curvatures from L/3 to L."""
    shares = np.linspace(1 / 3, 1.0, 4)
    weights = rng.uniform(0.5, 1.5, 4)
    return (1 - eta_l * shares) ** (2 * np.arange(T + 1)[:, None]) @ weights


def _quadratic(curvatures):
    return _oracle(lambda x: (x @ (curvatures * x) / 2, curvatures * x))


def _oracle(function):
    """Return the function as it is handed in: of a point that comes from the learner."""

    def fun(x):
        if not isinstance(x, np.ndarray) or x.dtype != np.float64:
            raise TypeError("a point is a NumPy array of float64")
        if x.ndim != 1 or not 0 < len(x) <= MOST_NUMBERS:
            raise ValueError("a point has the shape of x0")
        with np.errstate(all="ignore"):
            f, g = function(x)
            return float(f), g

    return fun
