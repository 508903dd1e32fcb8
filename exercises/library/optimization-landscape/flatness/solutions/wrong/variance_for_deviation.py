# caught by: value
# sentence: Your points lie at distance σ²z from x. σ is the standard deviation of the
#   perturbation; its square appears in the rise by itself.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        rises.append((f(x + sigma**2 * z) + f(x - sigma**2 * z)) / 2 - centre)
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
