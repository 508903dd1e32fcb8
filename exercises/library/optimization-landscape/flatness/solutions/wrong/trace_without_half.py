# caught by: half_trace
# sentence: On a quadratic your mean is σ²·tr H. Second order terms carry a factor ½: the rise is
#   half of that.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        rises.append((f(x + sigma * z) + f(x - sigma * z)) / 2 - centre)
    rises = 2 * np.array(rises)
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
