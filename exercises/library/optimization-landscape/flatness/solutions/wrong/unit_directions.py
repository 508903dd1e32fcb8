# caught by: value
# sentence: Your directions all have length 1. A normal vector in n dimensions has a length of
#   about √n, and its length belongs to the noise.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        z = z / np.linalg.norm(z)
        rises.append((f(x + sigma * z) + f(x - sigma * z)) / 2 - centre)
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
