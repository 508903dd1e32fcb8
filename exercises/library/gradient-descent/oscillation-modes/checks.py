"""Checks of the oscillating modes: correctness, then purity."""

import numpy as np

from exercises.checking import expect_equal, expect_pure, expect_shape, show_curves

MODES = "the answer"


def value(solution, reference, rng):
    """Run gradient descent on quadratics with modes on both sides of 1/η."""
    for n, T in ((3, 8), (2, 2), (1, 5), (8, 20)):
        H, V, rates = _quadratic(rng, rng.permutation(_rates(rng, n)))
        X = [V @ rng.uniform(1.0, 2.0, n)]
        while len(X) < T:
            X.append(X[-1] - H @ X[-1])
        got = solution(np.array(X), V)
        if n == 3:
            _show_modes(np.array(X) @ V, rates, got)
        _expect_modes(got, rates > 1, f"n = {n}, T = {T}")


def absent(solution, reference, rng):
    """Let one mode arrive in one step, and leave another one out."""
    for T in (3, 30):
        V, rates = _orthogonal(rng, 4), np.array([1.0, 1.5, 1.7, 0.4])
        C = _coordinates(rates, np.array([2.0, 1.0, 0.0, 1.0]), T)
        case = f"T = {T}, one mode with ηλ = 1, one that is absent"
        _expect_modes(solution(C @ V.T, V), np.array([0, 1, 0, 0]) > 0, case)


def every_step(solution, reference, rng):
    """Change the step size on the way, so that a mode flips in one part of the run only."""
    V = _orthogonal(rng, 3)
    for flipping, steps in ((2, (0.5, 1.6)), (8, (1.6, 0.5)), (8, (0.5, 1.6))):
        counts = [flipping if eta > 1 else 10 - flipping for eta in steps]
        C = np.ones((1, 3))
        for eta, count in zip(steps, counts, strict=True):
            rates = eta * np.array([0.3, 1.0, 1.15])
            C = np.vstack([C, _coordinates(rates, C[-1], count + 1)[1:]])
        case = f"10 steps, {flipping} of them with ηλ = 1.6, the others with ηλ = 0.5"
        _expect_modes(solution(C @ V.T, V), np.zeros(3, dtype=bool), case)


def too_short(solution, reference, rng):
    """Give one iterate, and iterates that never left the minimiser."""
    for n in (1, 3):
        V, never = _orthogonal(rng, n), np.zeros(n, dtype=bool)
        _expect_modes(solution(rng.standard_normal((1, n)), V), never, f"n = {n}, T = 1")
        _expect_modes(solution(np.zeros((4, n)), V), never, f"n = {n}, all iterates zero")


def noise(solution, reference, rng):
    """Go on until the coordinates are rounding; and give a mode that is rounding from the start."""
    n, T = 4, 300
    V, rates = _orthogonal(rng, n), np.array([0.4, 1.3, 1.6, 1.8])
    C = _coordinates(rates, rng.uniform(1.0, 2.0, n), T)
    rounding = 1e-15 * rng.choice([-1.0, 1.0], (T, n))
    _expect_modes(solution((C + rounding) @ V.T, V), rates > 1, f"n = {n}, T = {T}")
    C = _coordinates(rates, np.array([1.0, 1.0, 1e-13, 1.0]), 6)
    case = f"n = {n}, T = 6, one mode of size 1e-13 beside modes of size 1"
    _expect_modes(solution(C @ V.T, V), np.array([0, 1, 0, 1]) > 0, case)


def diverging(solution, reference, rng):
    """Let a mode grow."""
    V, rates = _orthogonal(rng, 3), np.array([2.2, 0.5, 1.4])
    C = _coordinates(rates, rng.uniform(1.0, 2.0, 3), 12)
    _expect_modes(solution(C @ V.T, V), rates > 1, "one mode with ηλ = 2.2")


def turned(solution, reference, rng):
    """Turn the axes, reverse eigenvectors, exchange them: the answers go along."""
    n, T = 5, 9
    rates = rng.permutation(_rates(rng, n))
    for _ in range(3):
        V, order = _orthogonal(rng, n), rng.permutation(n)
        C = _coordinates(rates, rng.choice([-1.0, 1.0], n), T)
        X, V = C @ V.T, (V * rng.choice([-1.0, 1.0], n))[:, order]
        _expect_modes(solution(X, V), rates[order] > 1, f"n = {n}, T = {T}, other axes")


def units(solution, reference, rng):
    """Multiply the iterates by a number."""
    for c in (1e-100, 1e-14, 1e100):
        V, rates = _orthogonal(rng, 3), rng.permutation([0.5, 1.4, 1.8])
        C = _coordinates(rates, c * rng.uniform(1.0, 2.0, 3), 8)
        _expect_modes(solution(C @ V.T, V), rates > 1, f"iterates of size {c:g}")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    V, rates = _orthogonal(rng, 3), np.array([0.5, 1.4, 1.8])
    X = _coordinates(rates, rng.uniform(1.0, 2.0, 3), 8) @ V.T
    got = expect_pure(solution, X, V, what=MODES, case="n = 3, T = 8")
    _expect_modes(got, rates > 1, "n = 3, T = 8")


def _show_modes(C, rates, got):
    """Show the coordinate along each eigenvector, with the answer in the key."""
    is_form = isinstance(got, np.ndarray) and got.shape == rates.shape and got.dtype == bool
    said = ["oscillates" if one else "does not" for one in got] if is_form else ["?"] * len(rates)
    labels = [f"ηλ = {rate:.2f}, yours: {one}" for rate, one in zip(rates, said, strict=True)]
    show_curves(
        "Coordinate of each mode",
        dict(zip(labels, C.T, strict=True)),
        x_label="step t",
        y_label="vᵢᵀxₜ",
        scale="linear",
    )


def _expect_modes(got, want, case):
    expect_shape(got, want.shape, what=MODES, case=case)
    expect_equal(got, want, what=MODES, case=case)


def _rates(rng, n):
    """Return n values of ηλ, half of them beyond 1, none near 0, 1 or 2."""
    return np.where(np.arange(n) % 2, rng.uniform(0.2, 0.8, n), rng.uniform(1.2, 1.8, n))


def _coordinates(rates, start, T):
    """Return T rows of coordinates along the eigenvectors, each (1 − ηλ) times the one before."""
    return start * (1 - rates) ** np.arange(T)[:, None]


def _quadratic(rng, rates):
    """Return ηH, its eigenvectors, and its eigenvalues in the same order."""
    V = _orthogonal(rng, len(rates))
    return (V * rates) @ V.T, V, rates


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
