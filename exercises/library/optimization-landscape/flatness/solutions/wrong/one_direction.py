# caught by: value
# sentence: All your pairs lie on one line through x. Flatness is meant in all directions: draw a
#   new one for each pair.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    direction = rng.standard_normal(len(x))
    for _ in range(s):
        z = direction * rng.standard_normal()
        rises.append((f(x + sigma * z) + f(x - sigma * z)) / 2 - centre)
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
