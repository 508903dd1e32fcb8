# Asks for Newton's step first and leaves it as soon as it will do; the textbook's form of the root.
import numpy as np


def cauchy(g, B, delta):
    length = np.linalg.norm(g)
    curvature = g @ (B @ g)
    if curvature <= 0:
        return g * (-delta / length)
    return g * -min(length**2 / curvature, delta / length)


def dogleg(g, B, delta):
    if not delta > 0:
        raise ValueError("the radius must be positive")
    if np.linalg.norm(g) == 0:
        return np.zeros(len(g))
    first = cauchy(g, B, delta)
    try:
        L = np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return first
    newton = np.linalg.solve(L.T, np.linalg.solve(L, -g))
    if np.linalg.norm(newton) <= delta:
        return newton
    if np.linalg.norm(first) >= delta * (1 - 1e-15):
        return first
    leg = newton - first
    half = first @ leg / (leg @ leg)
    return first + (np.sqrt(half**2 + (delta**2 - first @ first) / (leg @ leg)) - half) * leg
