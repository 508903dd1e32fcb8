"""Checks of modified Cholesky by its contract: any valid shift will do, so none is compared."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_descent,
    expect_growth,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_triangular,
    expect_tuple,
    rule_broken,
    wide,
)

FACTORED = Tolerance(1e-12, "a Cholesky factorisation is exact for a matrix a few roundings away")
BETA = 1e-3
CONDITION = 1e10


def value(solution, reference, rng):
    """Multiply the factors back, on indefinite matrices of several sizes."""
    for n in (3, 2, 1, 20):
        H, case = _indefinite(rng, n), f"n = {n}, H indefinite"
        _expect_contract(solution(H), H, case if n > 1 else "n = 1, H negative")
    H = _indefinite(rng, 4)
    _expect_contract(solution(H, beta=0.5), H, "n = 4, H indefinite, beta = 0.5")


def definite(solution, reference, rng):
    """Give positive definite matrices: well-conditioned, ill-conditioned, and in tiny units."""
    for n, condition, unit in ((3, 10, 1.0), (1, 1, 1.0), (8, 1e6, 1.0), (5, 10, 1e-6)):
        H = unit * _symmetric(rng, np.geomspace(1.0, 1.0 / condition, n))
        case = f"n = {n}, H positive definite, condition number {condition:g}"
        case += f", ‖H‖ = {unit:g}" if unit < 1 else ""
        _, tau = _expect_contract(solution(H), H, case)
        if tau != 0:
            rule_broken(case, f"τ is {tau:.3g}", "it is exactly 0, and LLᵀ = H")


def hard(solution, reference, rng):
    """Give small matrices on which a rule that looks at part of the matrix goes wrong."""
    for named, H in (
        ("H = 0, n = 3", np.zeros((3, 3))),
        ("H has rows (1, 2) and (2, 1)", np.array([[1.0, 2.0], [2.0, 1.0]])),
        ("H = diag(10, 3, -1)", np.diag([10.0, 3.0, -1.0])),
        (
            "H has rows (4, 2, 1), (2, 6, 3) and (1, 3, -0.004)",
            np.array([[4.0, 2.0, 1.0], [2.0, 6.0, 3.0], [1.0, 3.0, -0.004]]),
        ),
    ):
        L, tau = _expect_contract(solution(H), H, named)
        _expect_bound(tau, H, named)
        _expect_room(L, named)


def refusal(solution, reference, rng):
    """Give NaN, infinity, and shifts to start from that lead nowhere."""
    spoiled = _indefinite(rng, 3)
    spoiled[2, 1] = spoiled[1, 2] = np.nan
    endless = _indefinite(rng, 3)
    endless[0, 0] = np.inf
    for named, H, beta in (
        ("beta = 0", _indefinite(rng, 2), 0.0),
        ("beta = -1", _indefinite(rng, 2), -1.0),
        ("H holds NaN", spoiled, BETA),
        ("H holds infinity", endless, BETA),
    ):
        expect_raises(solution.call(H, beta), ValueError, what="the call", case=named)


def condition(solution, reference, rng):
    """Look at the condition number of LLᵀ, and at the step that it gives."""
    for n in (2, 5, 12):
        H, g, case = _indefinite(rng, n), rng.standard_normal(n), f"n = {n}, H indefinite"
        L, _ = _expect_contract(solution(H), H, case)
        _expect_room(L, case)
        step = -np.linalg.solve(L @ L.T, g)
        expect_descent(g, step, cosine=1 / CONDITION, what="the step −(LLᵀ)⁻¹g", case=case)


def size(solution, reference, rng):
    """Hold the shift against the most negative eigenvalue."""
    for n, negative in ((2, 1.0), (6, 1e-2), (6, 30.0), (15, 1.0)):
        H = _symmetric(rng, np.append(rng.uniform(1.0, 5.0, n - 1), -negative))
        case = f"n = {n}, smallest eigenvalue about {-negative:g}"
        _, tau = _expect_contract(solution(H), H, case)
        _expect_bound(tau, H, case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    H = _indefinite(rng, 5)
    result = expect_pure(solution, H, BETA, case="n = 5, H indefinite")
    _expect_contract(result, H, "n = 5, H indefinite")


def growth(solution, reference, rng):
    """Make the shift that is needed 2^k times as large as beta, and let k grow."""

    def arguments(rng, k):
        # One more row for the larger k tells the two sizes apart and costs next to nothing.
        n = 20 + k // 8
        signs = rng.choice([-1.0, 1.0], n)
        # All eigenvalues but one are negative; the diagonal, nearly 0, does not show how much.
        H = np.outer(signs, signs) - np.eye(n) + np.diag(rng.uniform(1e-6, 1e-5, n))
        return rng.uniform(1.1, 1.9) * 2.0 ** (k - 1) * BETA * H, BETA

    def value(got, want, H, beta):
        smallest = -np.abs(H[0, 1])
        _expect_contract(got, H, f"n = {len(H)}, smallest eigenvalue about {smallest:.2g}")

    # Plain loops over the columns are right too, and stay well below the ceiling.
    expect_growth(
        solution,
        reference,
        arguments,
        3,
        1,
        expect_value=value,
        rng=rng,
        size="k",
        case="smallest eigenvalue between -2^k·beta and -2^(k - 1)·beta",
    )


def _expect_contract(got, H, case):
    """Expect a lower triangular L with LLᵀ = H + τI and τ ≥ 0, and return both."""
    L, tau = expect_tuple(got, ("L", "tau"), case=case)
    tau = expect_scalar(tau, what="tau", case=case)
    if not tau >= 0:
        rule_broken(case, f"τ is {tau:.3g}", "it is not negative")
    expect_triangular(L, diagonal="positive", what="L", case=case)
    L = wide(L)
    shifted = H + tau * np.eye(len(H))
    expect_close(L @ L.T, shifted, tolerance=FACTORED, what="LLᵀ, held against H + τI,", case=case)
    return L, tau


def _expect_room(L, case):
    found = np.linalg.cond(L) ** 2
    if not found < CONDITION:
        observed = f"the condition number of LLᵀ is about {found:.0e}"
        rule_broken(case, observed, f"where τ > 0 it is below {CONDITION:.0e}")


def _expect_bound(tau, H, case):
    eigenvalues = np.linalg.eigvalsh(H)
    norm = np.abs(eigenvalues).max()
    if not tau <= 4 * (max(0.0, -eigenvalues[0]) + BETA * max(1.0, norm)):
        observed = f"τ is {tau:.3g} and the smallest eigenvalue {eigenvalues[0]:.3g}"
        rule_broken(case, observed, "τ ≤ 4·(max(0, −λmin) + β·max(1, ‖H‖))")


def _indefinite(rng, n):
    """Return a matrix with eigenvalues of both signs; of size 1 it is negative."""
    eigenvalues = rng.uniform(0.5, 5.0, n)
    eigenvalues[: (n + 1) // 2] *= -1
    return _symmetric(rng, eigenvalues)


def _symmetric(rng, eigenvalues):
    n = len(eigenvalues)
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2
