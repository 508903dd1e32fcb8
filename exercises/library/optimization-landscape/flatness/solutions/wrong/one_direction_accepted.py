# caught by: refuses
# sentence: One direction came back with a number for its error. A single value does not tell how
#   far such values scatter.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        rises.append((f(x + sigma * z) + f(x - sigma * z)) / 2 - centre)
    mean = float(np.mean(rises)) if rises else 0.0
    if s < 2:
        return mean, 0.0
    return mean, float(np.std(rises, ddof=1) / np.sqrt(s))
