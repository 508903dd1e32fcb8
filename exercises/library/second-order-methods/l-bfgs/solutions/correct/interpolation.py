# Pairs in a deque, the direction by recursion; the line search interpolates.
from collections import deque

import numpy as np


def lbfgs(fun_grad, x0, m=10, tol=1e-8, maxit=1000):
    if m < 1:
        raise ValueError(m)
    x = np.array(x0)
    f, g = fun_grad(x)
    values, pairs = [f], deque(maxlen=m)
    while np.max(np.abs(g)) > tol and len(values) <= maxit:
        if pairs:
            s, y = pairs[-1]
            p, trial = -_product(g, list(pairs), (s @ y) / (y @ y)), 1.0
        else:
            p, trial = -g, 1.0 / max(1.0, np.sum(np.abs(g)))
        point = _step(fun_grad, (x, f, g), p, trial)
        if point is None:
            break
        pairs.append((point[0] - x, point[2] - g))
        x, f, g = point
        values.append(f)
    return x, np.array(values), bool(np.max(np.abs(g)) <= tol)


def _product(v, pairs, gamma):
    if not pairs:
        return gamma * v
    (s, y), older = pairs[-1], pairs[:-1]
    rho = 1 / (s @ y)
    w = _product(v - rho * (s @ v) * y, older, gamma)
    return w + rho * ((s @ v) - (y @ w)) * s


def _step(fun_grad, start, p, trial):
    x, f, g = start
    slope = g @ p
    left, right = (0.0, f, slope), None
    for _ in range(50):
        point = x + trial * p
        value, gradient = fun_grad(point)
        here = (trial, value, gradient @ p)
        if not value <= f + 1e-4 * trial * slope:
            right = here
        elif abs(here[2]) <= 0.9 * abs(slope):
            return point, value, gradient
        elif here[2] > 0:
            right = here
        else:
            left = here
        trial = 3 * trial if right is None else _between(left, right)
    return None


def _between(left, right):
    width = right[0] - left[0]
    rise = right[1] - left[1] - left[2] * width
    inside = -left[2] * width / (2 * rise) if np.isfinite(rise) and rise > 0 else 0.5
    return left[0] + width * min(max(inside, 0.1), 0.9)
