# One branch for each norm, and a loop over the variables.
import numpy as np


def steepest_direction(g, norm, P=None):
    if norm not in ("l2", "l1", "linf", "P") or (norm == "P" and P is None):
        raise ValueError(f"there is no norm {norm}")
    if norm == "P":
        L = np.linalg.cholesky(P)
    if not g.any():
        return np.zeros(len(g))
    if norm == "l2":
        return -g / np.linalg.norm(g)
    if norm == "l1":
        i = np.argmax(np.abs(g))
        return -np.sign(g[i]) * np.eye(len(g))[i]
    if norm == "linf":
        return -np.sign(g)
    w = np.linalg.solve(L, g)
    return -np.linalg.solve(L.T, w) / np.linalg.norm(w)


def gradcheck(f, grad, x, h=6e-6):
    claimed = grad(x)
    differences, noise = np.zeros(len(x)), np.zeros(len(x))
    for i in range(len(x)):
        step = h * max(1.0, abs(x[i]))
        moved = np.array(x)
        moved[i] = x[i] + step
        above = f(moved)
        moved[i] = x[i] - step
        below = f(moved)
        differences[i] = (above - below) / (2 * step)
        noise[i] = np.finfo(float).eps * max(abs(above), abs(below)) / step
    size = max(np.linalg.norm(claimed), np.linalg.norm(differences))
    if size == 0:
        return 0.0, bool(np.all(noise == 0))
    error = np.linalg.norm(claimed - differences) / size
    return float(error), bool(np.linalg.norm(noise) <= 1e-6 * size)
