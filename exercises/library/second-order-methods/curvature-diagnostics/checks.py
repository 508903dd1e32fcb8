"""Checks of the curvature diagnostics: correctness, then purity, then cost.

What is drawn is free. So values are compared where every start gives the same, and with what
follows from the very vectors that were multiplied, which the oracle sees.
"""

import math

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_estimator,
    expect_in_interval,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_repeatable,
    expect_scalar,
    expect_tuple,
    expect_varies,
)

ENDS = "smallest", "largest"
ROUNDED = Tolerance(1e-9, "float64: the basis is orthonormal up to roundings")
CONVERGED = Tolerance(1e-6, "separated ends converge to far more digits in these steps")


def value(solution, reference, rng):
    """Use isolated ends, which few steps find, and small matrices with as many steps as rows."""
    for n, k in ((60, 30), (90, 32)):
        spectrum = np.concatenate([[-7.0], rng.uniform(-1, 1, n - 2), [5.0]])
        _expect_ends(solution, rng, spectrum, k, CONVERGED)
    for n in (2, 5, 9):
        _expect_ends(solution, rng, np.sort(rng.uniform(-3, 3, n)), n, ROUNDED)


def signs(solution, reference, rng):
    """Use spectra on one side of zero, and one whose negative end is the farther one."""
    for spectrum in (
        np.array([-9.0, -4.0, -2.0, -1.5]),
        np.array([0.5, 1.0, 2.0, 6.0]),
        np.array([-8.0, -1.0, 0.5, 3.0, 4.0]),
    ):
        _expect_ends(solution, rng, spectrum, len(spectrum), ROUNDED)


def ritz(solution, reference, rng):
    """Compare with the best that can be made of the vectors that were multiplied."""
    for n, k in ((30, 4), (30, 9), (50, 1)):
        spectrum = rng.standard_normal(n)
        H, vectors = _matrix(solution, rng, spectrum), []
        case = f"n = {n}, k = {k}"
        got = _ends(solution(_recorded(H, vectors), n, k, 3, solution.device), case)
        for end in got:
            slack = 1e-9 * np.abs(spectrum).max()
            low, high = spectrum.min() - slack, spectrum.max() + slack
            expect_in_interval(end, low, high, what="an estimate", case=case)
        if not vectors:
            continue
        basis = np.linalg.qr(np.array(vectors).T)[0]
        want = np.linalg.eigvalsh(basis.T @ H.cpu().numpy() @ basis)
        what = "the pair of ends, compared with the Ritz values of your vectors,"
        expect_close(
            np.array(got), np.array([want[0], want[-1]]), tolerance=ROUNDED, what=what, case=case
        )


def breakdown(solution, reference, rng):
    """Use matrices with one or two eigenvalues, where the vectors soon span all there is."""
    for spectrum in (np.full(6, 2.0), np.array([1.0] * 4 + [4.0] * 3), np.zeros(5), np.ones(1)):
        _expect_ends(solution, rng, spectrum, len(spectrum), ROUNDED)


def ghosts(solution, reference, rng):
    """Use large outliers, which converge early, beside a cluster that needs all the steps."""
    for n, outliers in ((40, 12), (60, 20)):
        cluster = np.linspace(1.0, 3.0, n - outliers)
        H = _matrix(solution, rng, np.concatenate([cluster, np.geomspace(20.0, 1e4, outliers)]))
        case = f"n = k = {n}, {outliers} large outliers"
        got = _ends(solution(_product(H), n, n, 1, solution.device), case)
        tolerance = Tolerance(1e-9, "all steps are made, and κ is 1e4")
        for end, want, name in zip(got, (1.0, 1e4), ENDS, strict=True):
            expect_close(end, want, tolerance=tolerance, what=f"the {name} eigenvalue", case=case)


def trace(solution, reference, rng):
    """Compare with mean and standard error of what the oracle saw."""
    hutchinson = solution.function("hutchinson")
    for n, s in ((12, 5), (30, 2), (20, 40)):
        H, vectors = _matrix(solution, rng, rng.uniform(0.5, 4.0, n)), []
        result = hutchinson(_recorded(H, vectors), n, s, 5, solution.device)
        case = f"n = {n}, s = {s}"
        mean, stderr = _estimate(result, case)
        expect_oracle_calls(hutchinson, "Hv", s, at_least=s, what="products", case=case)
        samples = [z @ H.cpu().numpy() @ z for z in vectors]
        want = np.mean(samples), np.std(samples, ddof=1) / math.sqrt(s)
        for got, right, what in zip((mean, stderr), want, ("mean", "standard error"), strict=True):
            expect_close(got, right, tolerance=ROUNDED, what=f"the {what}", case=case)


def probes(solution, reference, rng):
    """Use a diagonal matrix: with signs each probe gives its trace, whatever the signs."""
    hutchinson = solution.function("hutchinson")
    for n, s in ((7, 3), (4, 10), (1, 2), (5, 1)):
        d = torch.as_tensor(rng.uniform(0.5, 3.0, n), device=solution.device)
        result = hutchinson(_product(torch.diag(d)), n, s, 2, solution.device)
        case = f"diagonal matrix, n = {n}, s = {s}"
        mean, stderr = expect_tuple(result, ("mean", "stderr"), case=case)
        mean = expect_scalar(mean, what="the mean", case=case)
        expect_close(mean, float(d.sum()), tolerance=ROUNDED, what="the mean", case=case)
        if s == 1:
            expect_equal(stderr, math.inf, what="the standard error of one probe", case=case)
        else:
            expect_close(stderr, 0.0, tolerance=ROUNDED, what="the standard error", case=case)


def unbiased(solution, reference, rng):
    """Average over twenty seeds; one probe has twice the sum of squares off the diagonal."""
    hutchinson = solution.function("hutchinson")
    for n, s in ((10, 8), (25, 4)):
        H = _matrix(solution, rng, rng.uniform(1.0, 5.0, n))
        off = float((H - torch.diag(H.diagonal())).square().sum())

        def estimate(seed, H=H, n=n, s=s):
            result = hutchinson(_product(H), n, s, seed, solution.device)
            return _estimate(result, f"n = {n}, s = {s}")[0]

        expect_estimator(
            estimate,
            float(H.trace()),
            deviation=math.sqrt(2 * off / s),
            what="the trace",
            case=f"n = {n}, s = {s}",
        )


def seed(solution, reference, rng):
    """Run with one seed twice, and with others."""
    n, k = 20, 3
    H = _matrix(solution, rng, np.arange(1.0, n + 1))
    hutchinson = solution.function("hutchinson")
    for function, what in ((solution, "the pair of ends"), (hutchinson, "the estimate")):
        results = []
        for number in (1, 1, 2, 3):
            pair = function(_product(H), n, k, number, solution.device)
            pair = expect_tuple(pair, ("first", "second"), what=what)
            results.append(np.array([expect_scalar(each, what=what) for each in pair]))
        expect_repeatable(results[0], results[1], what=what, case=f"n = {n}, k = s = {k}")
        expect_varies(results[1:], what=what, case=f"n = {n}, k = s = {k}")


def refusal(solution, reference, rng):
    """Ask for no step, for more than n, and for no probe."""
    H = _matrix(solution, rng, np.array([1.0, 2.0, 4.0]))
    for k in (0, 4):
        outcome = solution.call(_product(H), 3, k, 0, solution.device)
        expect_raises(outcome, ValueError, case=f"n = 3, k = {k}")
    outcome = solution.function("hutchinson").call(_product(H), 3, 0, 0, solution.device)
    expect_raises(outcome, ValueError, case="n = 3, s = 0")


def purity(solution, reference, rng):
    """Call each function twice with the same seed, and look at global state."""
    H = _matrix(solution, rng, rng.uniform(1.0, 4.0, 8))
    for function in (solution, solution.function("hutchinson")):
        expect_pure(function, _product(H), 8, 4, 6, solution.device, what="the result")


def calls(solution, reference, rng):
    """Count the products."""
    for n, k in ((40, 12), (15, 15)):
        H, case = _matrix(solution, rng, rng.uniform(1.0, 4.0, n)), f"n = {n}, k = s = {k}"
        solution(_product(H), n, k, 4, solution.device)
        expect_oracle_calls(solution, "Hv", k, at_least=1, what="products", case=case)
        hutchinson = solution.function("hutchinson")
        hutchinson(_product(H), n, k, 4, solution.device)
        expect_oracle_calls(hutchinson, "Hv", k, at_least=k, what="products", case=case)


def _expect_ends(solution, rng, spectrum, k, tolerance):
    n, scale = len(spectrum), max(np.abs(spectrum).max(), 1.0)
    case = f"n = {n}, k = {k}"
    got = _ends(
        solution(_product(_matrix(solution, rng, spectrum)), n, k, 7, solution.device), case
    )
    # Relative to the norm of H: an end near zero has no digits of its own.
    for end, want, name in zip(got, (spectrum.min(), spectrum.max()), ENDS, strict=True):
        what = f"the {name} eigenvalue, shifted by ‖H‖,"
        expect_close(end + 2 * scale, want + 2 * scale, tolerance=tolerance, what=what, case=case)


def _ends(result, case):
    smallest, largest = expect_tuple(result, ("smallest", "largest"), case=case)
    return (
        expect_scalar(smallest, what="the smallest eigenvalue", case=case),
        expect_scalar(largest, what="the largest eigenvalue", case=case),
    )


def _estimate(result, case):
    mean, stderr = expect_tuple(result, ("mean", "stderr"), case=case)
    return (
        expect_scalar(mean, what="the mean", case=case),
        expect_scalar(stderr, what="the standard error", case=case),
    )


def _matrix(solution, rng, spectrum):
    """Return a symmetric matrix with this spectrum in a random basis."""
    Q = np.linalg.qr(rng.standard_normal((len(spectrum), len(spectrum))))[0]
    H = (Q * spectrum) @ Q.T
    return torch.as_tensor((H + H.T) / 2, device=solution.device)


def _product(H):
    return _recorded(H, [])


def _recorded(H, vectors):
    """Return the product with H as an oracle that keeps what it is given."""

    def product(v):
        if not isinstance(v, torch.Tensor):
            raise TypeError("Hv takes a torch tensor.")
        if v.shape != H.shape[:1] or v.dtype != H.dtype or v.device != H.device:
            place = H.device.type
            raise ValueError(f"Hv takes float64 of shape ({len(H)},) on {place}.")
        vectors.append(v.detach().cpu().numpy().copy())
        return H @ v

    return product
