"""Checks of the kind of a critical point: correctness, then purity."""

import numpy as np

from exercises.checking import expect_equal, expect_pure, expect_raises

KIND = "the kind"
TOL = 1e-6
# Critical points of (x² + y − 11)² + (x + y² − 7)² by their kinds, to be polished by Newton.
HIMMELBLAU = {
    "min": [(3.0, 2.0), (-2.805, 3.131), (-3.779, -3.283), (3.584, -1.848)],
    "saddle": [(0.087, 2.884), (3.385, 0.074), (-0.128, -1.954), (-3.073, -0.081)],
    "max": [(-0.271, -0.923)],
}


def value(solution, reference, rng):
    """Give Himmelblau's nine critical points in turned coordinates, and some random Hessians."""
    for kind, starts in HIMMELBLAU.items():
        for start in starts:
            x = np.array(start)
            for _ in range(6):
                x = x - np.linalg.solve(_himmelblau_hessian(x), _himmelblau_gradient(x))
            Q = _orthogonal(rng, 2)
            g, H = Q.T @ _himmelblau_gradient(x), Q.T @ _himmelblau_hessian(x) @ Q
            case = f"Himmelblau's function near {start}, coordinates turned"
            _expect_kind(solution, g, H, kind, case)
    for n in (1, 2, 3, 6):
        for sign, kind in ((1.0, "min"), (-1.0, "max")):
            H = _with_eigenvalues(rng, sign * rng.uniform(0.5, 4.0, n))
            _expect_kind(solution, np.zeros(n), H, kind, f"n = {n}, eigenvalues of one sign")


def degenerate(solution, reference, rng):
    """Give functions whose second derivatives leave the kind open."""
    for named, H in (
        ("x⁴ at 0", np.zeros((1, 1))),
        ("x² + y⁴ at 0", np.diag([2.0, 0.0])),
        ("-x² + y³ at 0", np.diag([-2.0, 0.0])),
        ("x³ - 3xy² at 0", np.zeros((2, 2))),
    ):
        _expect_kind(solution, np.zeros(len(H)), H, "degenerate", named)
    for n in (3, 7):
        for sign in (1.0, -1.0):
            eigenvalues = sign * np.append(rng.uniform(1.0, 3.0, n - 1), 0.0)
            case = f"n = {n}, one eigenvalue 0 up to rounding, the others of one sign"
            H = _with_eigenvalues(rng, eigenvalues)
            _expect_kind(solution, np.zeros(n), H, "degenerate", case)


def not_critical(solution, reference, rng):
    """Give gradients that are not zero, with Hessians of every kind."""
    for named, H in (
        ("a positive definite Hessian", np.diag([2.0, 1.0])),
        ("an indefinite Hessian", np.diag([2.0, -1.0])),
        ("a zero Hessian", np.zeros((2, 2))),
    ):
        case = f"g = (0.3, -0.1) and {named}"
        _expect_kind(solution, np.array([0.3, -0.1]), H, "not_critical", case)
    g = 1e-9 * rng.standard_normal(3)
    H = _with_eigenvalues(rng, np.array([1.0, 2.0, 3.0]))
    _expect_kind(solution, g, H, "min", "a gradient of length 1e-9, H of size 3")


def nonfinite(solution, reference, rng):
    """Put NaN and infinity into gradient and Hessian."""
    for bad in (np.nan, np.inf):
        H = _with_eigenvalues(rng, np.array([1.0, 2.0]))
        outcome = solution.call(np.array([bad, 0.0]), H, TOL)
        expect_raises(outcome, ValueError, what="the call", case=f"one entry of g is {bad}")
        H[0, 0] = bad
        outcome = solution.call(np.zeros(2), H, TOL)
        expect_raises(outcome, ValueError, what="the call", case=f"one entry of H is {bad}")


def signs(solution, reference, rng):
    """Give eigenvalues of both signs whose product, sum or diagonal looks like a minimum's."""
    for eigenvalues in (
        [1.0, -1.0, -2.0],
        [5.0, 4.0, -1.0, -2.0],
        [1.0, -0.1],
        [-3.0, 1.0, 1.0, -1.0, 0.5],
    ):
        H = _with_eigenvalues(rng, np.array(eigenvalues))
        case = f"n = {len(eigenvalues)}, {sum(e < 0 for e in eigenvalues)} negative eigenvalues"
        _expect_kind(solution, np.zeros(len(H)), H, "saddle", case)
    H = np.array([[1.0, 2.0], [2.0, 1.0]])
    _expect_kind(solution, np.zeros(2), H, "saddle", "H with the rows (1, 2) and (2, 1)")
    for n in (3, 4):
        H = _with_eigenvalues(rng, -rng.uniform(0.5, 2.0, n))
        _expect_kind(solution, np.zeros(n), H, "max", f"n = {n}, all eigenvalues negative")


def flat_saddle(solution, reference, rng):
    """Give eigenvalues of both signs and a zero: the flat directions change nothing."""
    for eigenvalues in ([1.0, -1.0, 0.0], [2.0, 0.0, 0.0, -0.5]):
        H = _with_eigenvalues(rng, np.array(eigenvalues))
        case = f"n = {len(H)}, eigenvalues of both signs and 0"
        _expect_kind(solution, np.zeros(len(H)), H, "saddle", case)


def scaling(solution, reference, rng):
    """Multiply the function by c: gradient and Hessian are multiplied, and no kind changes."""
    for c in (1e-12, 1e12):
        for kind, eigenvalues, length in (
            ("min", [1.0, 2.0, 3.0], 0.0),
            ("max", [-1.0, -2.0], 1e-9),
            ("saddle", [1.0, -2.0], 0.0),
            ("degenerate", [1.0, 0.0, 2.0], 0.0),
            ("not_critical", [1.0, 2.0], 0.1),
        ):
            H, g = _with_eigenvalues(rng, np.array(eigenvalues)), np.zeros(len(eigenvalues))
            g[0] = length
            case = f"f multiplied by {c:g}, n = {len(g)}, a gradient of length {c * length:g}"
            _expect_kind(solution, c * g, c * H, kind, case)


def congruence(solution, reference, rng):
    """Change the variables by x = Tz: H becomes TᵀHT, whose eigenvalues keep their signs."""
    for kind, eigenvalues in (
        ("min", [1.0, 2.0, 0.5]),
        ("max", [-1.0, -3.0]),
        ("saddle", [1.0, -1.0, 2.0, -2.0]),
        ("degenerate", [-1.0, 0.0, -2.0]),
    ):
        n = len(eigenvalues)
        T = _orthogonal(rng, n) * rng.uniform(0.3, 3.0, n)
        H = T.T @ _with_eigenvalues(rng, np.array(eigenvalues)) @ T
        case = f"n = {n}, variables changed by x = Tz"
        _expect_kind(solution, np.zeros(n), (H + H.T) / 2, kind, case)


def threshold(solution, reference, rng):
    """Put eigenvalues and gradients on either side of tol times the largest eigenvalue."""
    for tol in (1e-3, 1e-8):
        for share, sign, kind in (
            (3.0, 1.0, "min"),
            (0.3, 1.0, "degenerate"),
            (0.3, -1.0, "degenerate"),
            (3.0, -1.0, "saddle"),
        ):
            H = _with_eigenvalues(rng, np.array([5.0, 2.0, 5.0 * sign * share * tol]))
            case = f"tol = {tol:g}, an eigenvalue {sign * share:g}·tol times the largest"
            _expect_kind(solution, np.zeros(3), H, kind, case, tol)
        for share, kind in ((0.3, "min"), (3.0, "not_critical")):
            H, g = _with_eigenvalues(rng, np.array([5.0, 2.0])), rng.standard_normal(2)
            g *= 5.0 * share * tol / np.linalg.norm(g)
            case = f"tol = {tol:g}, a gradient {share:g}·tol times the largest eigenvalue"
            _expect_kind(solution, g, H, kind, case, tol)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    H = _with_eigenvalues(rng, np.array([1.0, -2.0, 3.0]))
    got = expect_pure(solution, np.zeros(3), H, TOL, what=KIND, case="n = 3")
    expect_equal(got, "saddle", what=KIND, case="n = 3")


def _expect_kind(solution, g, H, want, case, tol=TOL):
    expect_equal(solution(g, H, tol), want, what=KIND, case=case)


def _himmelblau_gradient(x):
    a, b = x[0] ** 2 + x[1] - 11, x[0] + x[1] ** 2 - 7
    return np.array([4 * x[0] * a + 2 * b, 2 * a + 4 * x[1] * b])


def _himmelblau_hessian(x):
    mixed = 4 * (x[0] + x[1])
    return np.array(
        [[12 * x[0] ** 2 + 4 * x[1] - 42, mixed], [mixed, 12 * x[1] ** 2 + 4 * x[0] - 26]]
    )


def _with_eigenvalues(rng, eigenvalues):
    Q = _orthogonal(rng, len(eigenvalues))
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
