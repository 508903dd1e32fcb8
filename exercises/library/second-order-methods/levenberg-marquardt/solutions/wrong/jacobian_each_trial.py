# caught by: calls
# sentence: You evaluated the Jacobian for each trial. A refused step leaves the point, and with it
#   J, as it was.
import numpy as np
from scipy.linalg import solve_triangular


def lm_step(J, r, mu, D):
    if not mu >= 0:
        raise ValueError("mu is negative")
    rows = np.vstack([J, np.sqrt(mu) * np.diag(D)])
    Q, R = np.linalg.qr(rows)
    if np.any(np.abs(np.diag(R)) <= 1e-14 * np.linalg.norm(rows, axis=0)):
        raise np.linalg.LinAlgError("dependent columns")
    return solve_triangular(R, -Q[: len(r)].T @ r)


def lm(res, jac, b0, tol=1e-12, maxit=1000):
    b = b0.copy()
    r, J = res(b), jac(b)
    if not (np.all(np.isfinite(r)) and np.all(np.isfinite(J))):
        raise ValueError("nothing can be fitted from here")
    D = np.linalg.norm(J, axis=0)
    mu, growth, history, converged = 1e-3, 2.0, [r @ r], False
    for _ in range(maxit):
        J = jac(b)
        p = lm_step(J, r, mu, D)
        r_new = res(b + p)
        actual = (r - r_new) @ (r + r_new)
        predicted = np.sum((J @ p) ** 2) + 2 * mu * np.sum((D * p) ** 2)
        converged = _is_short(J, r, b, p, D, tol)
        if np.isfinite(actual) and actual > 0:
            gain = actual / predicted
            b, r = b + p, r_new
            J = jac(b)
            D = np.maximum(D, np.linalg.norm(J, axis=0))
            mu, growth = max(mu * max(1 / 3, 1 - (2 * gain - 1) ** 3), 1e-26), 2.0
            history.append(r @ r)
        else:
            mu, growth = mu * growth, growth * 2
        if converged:
            break
    return b, _covariance(J, r), np.array(history), converged


def _is_short(J, r, b, p, D, tol):
    short = np.linalg.norm(D * p) <= tol * np.linalg.norm(D * b)
    return bool(short or np.linalg.norm(J @ p) <= tol * np.linalg.norm(r))


def _covariance(J, r):
    m, n = J.shape
    if m <= n:
        return np.full((n, n), np.nan)
    root = np.linalg.inv(np.linalg.qr(J, mode="r"))
    return root @ root.T * (r @ r) / (m - n)
