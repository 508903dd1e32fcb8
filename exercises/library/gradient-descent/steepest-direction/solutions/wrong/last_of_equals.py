# caught by: ties
# sentence: Of several largest entries you took the last. Any of them is steepest; agreed is the
#   first, so that results can be compared.
import numpy as np


def steepest_direction(g, norm, P=None):
    if norm not in ("l2", "l1", "linf", "P") or (norm == "P" and P is None):
        raise ValueError(f"there is no norm {norm}")
    if not g.any():
        return np.zeros(len(g))
    if norm == "l1":
        i = len(g) - 1 - np.argmax(np.abs(g[::-1]))
        d = np.zeros(len(g))
        d[i] = -np.sign(g[i])
        return d
    if norm == "linf":
        return -np.sign(g)
    if norm == "l2":
        return -g / np.linalg.norm(g)
    w = np.linalg.solve(np.linalg.cholesky(P), g)
    return -np.linalg.solve(P, g) / np.linalg.norm(w)


def gradcheck(f, grad, x, h=6e-6):
    g, d, noise = grad(x), np.zeros(len(x)), np.zeros(len(x))
    for i in range(len(x)):
        step = h * max(1.0, abs(x[i]))
        e = np.zeros(len(x))
        e[i] = step
        above, below = f(x + e), f(x - e)
        d[i] = (above - below) / (2 * step)
        noise[i] = 2.0**-52 * max(abs(above), abs(below)) / step
    size = max(np.linalg.norm(g), np.linalg.norm(d))
    error = np.linalg.norm(g - d) / size if size > 0 else 0.0
    return float(error), bool(np.linalg.norm(noise) <= 1e-6 * size)
