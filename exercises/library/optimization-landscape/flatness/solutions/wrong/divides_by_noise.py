# caught by: no_noise
# sentence: Without noise you answered nan: 0 was divided by 0. No perturbation, no rise, and no
#   doubt about it.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    np.seterr(invalid="ignore")
    for _ in range(s):
        z = rng.standard_normal(len(x))
        rises.append((f(x + sigma * z) + f(x - sigma * z)) / 2 - centre)
    rises = np.array(rises) / (0.5 * np.float64(sigma) ** 2)
    factor = 0.5 * sigma**2
    return float(factor * np.mean(rises)), float(factor * np.std(rises, ddof=1) / np.sqrt(s))
