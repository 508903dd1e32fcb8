# Keeps no list: updates mean and sum of squares with each pair (Welford).
import math

import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if not (s >= 2 and sigma >= 0):
        raise ValueError("nothing to estimate")
    rng, centre = np.random.default_rng(seed), f(x)
    mean = squares = 0.0
    for count in range(1, s + 1):
        step = sigma * rng.standard_normal(x.shape)
        rise = 0.5 * ((f(x + step) - centre) + (f(x - step) - centre))
        delta = rise - mean
        mean += delta / count
        squares += delta * (rise - mean)
    return mean, math.sqrt(squares / (s - 1) / s)
