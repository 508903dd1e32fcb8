# Scales columns to one, solves by SVD; damping by tens, as Marquardt had it.
import numpy as np


def lm_step(J, r, mu, D):
    if not mu >= 0:
        raise ValueError("damping below zero")
    n = len(D)
    rows = np.concatenate([J / D, np.sqrt(mu) * np.eye(n)])
    q, _, rank, _ = np.linalg.lstsq(rows, np.concatenate([-r, np.zeros(n)]), rcond=None)
    if rank < n:
        raise np.linalg.LinAlgError("columns depend on each other")
    return q / D


def lm(res, jac, b0, tol=1e-12, maxit=1000):
    b, mu = np.array(b0), 1e-2
    r, J = res(b), jac(b)
    if not np.isfinite(r).all() or not np.isfinite(J).all():
        raise ValueError("the start is outside the domain")
    sums, done, D = [r @ r], False, np.sqrt(np.sum(J**2, axis=0))
    for _ in range(maxit):
        p = lm_step(J, r, mu, D)
        trial = b + p
        r_trial = res(trial)
        flat = np.linalg.norm(J @ p) <= tol * np.linalg.norm(r)
        done = bool(flat or np.linalg.norm(D * p) <= tol * np.linalg.norm(D * b))
        if r_trial @ r_trial < sums[-1]:
            b, r, J = trial, r_trial, jac(trial)
            D = np.fmax(D, np.sqrt(np.sum(J**2, axis=0)))
            sums.append(r @ r)
            mu = max(mu / 10, 1e-26)
        else:
            mu *= 10
        if done:
            break
    m, n = J.shape
    if m > n:
        _, sigma, Vt = np.linalg.svd(J / D, full_matrices=False)
        W = Vt.T / sigma / D[:, None]
        cov = W @ W.T * (r @ r / (m - n))
    else:
        cov = np.full((n, n), np.nan)
    return b, cov, np.array(sums), done
