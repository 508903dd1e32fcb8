# Finds some direction of the right shape in a table, then divides it by its own length.
import numpy as np


def steepest_direction(g, norm, P=None):
    def along_one(g):
        return np.where(np.arange(len(g)) == np.argmax(abs(g)), g, 0.0)

    shapes = {
        "l2": (lambda g: g, lambda d: np.sqrt(d @ d)),
        "l1": (along_one, lambda d: np.sum(abs(d))),
        "linf": (np.sign, lambda d: np.max(abs(d))),
        "P": (lambda g: np.linalg.solve(P, g), lambda d: np.sqrt(d @ P @ d)),
    }
    if norm not in shapes or (norm == "P" and P is None):
        raise ValueError("there is no such norm")
    if norm == "P" and np.linalg.eigvalsh(P)[0] <= 0:
        raise np.linalg.LinAlgError("P is not positive definite")
    shape, length = shapes[norm]
    d = shape(g)
    return -d / length(d) if np.any(d) else np.zeros_like(g)


def gradcheck(f, grad, x, h=6e-6):
    steps = h * np.maximum(1.0, abs(x))
    values = np.array([[f(x + e), f(x - e)] for e in np.diag(steps)])
    differences = (values[:, 0] - values[:, 1]) / (2 * steps)
    noise = 2.0**-52 * abs(values).max(axis=1) / steps
    g = grad(x)
    size = max(np.sqrt(g @ g), np.sqrt(differences @ differences))
    miss = g - differences
    error = np.sqrt(miss @ miss) / (size or 1.0)
    return float(error), bool(np.sqrt(noise @ noise) <= 1e-6 * size)
