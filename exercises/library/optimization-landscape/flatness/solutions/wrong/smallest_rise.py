# caught by: value
# sentence: Your first result is the smallest rise that was met, and makes every place look flat.
#   The mean is asked for.
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
    return float(np.min(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
