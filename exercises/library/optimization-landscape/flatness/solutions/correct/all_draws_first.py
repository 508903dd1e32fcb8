# Draws all directions at once: the generator gives the same numbers row by row.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2:
        raise ValueError("a standard error needs two directions")
    if not sigma >= 0:
        raise ValueError("sigma is negative")
    steps = sigma * np.random.default_rng(seed).standard_normal((s, len(x)))
    forth = np.array([f(x + step) for step in steps])
    back = np.array([f(x - step) for step in steps])
    rises = 0.5 * (forth + back) - f(x)
    mean = rises.sum() / s
    variance = np.sum((rises - mean) ** 2) / (s - 1)
    return float(mean), float(np.sqrt(variance / s))
