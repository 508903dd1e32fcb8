# caught by: calls
# sentence: You evaluated f(x) again for each direction: 3s values where 2s + 1 suffice. It is
#   always the same number.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        rises.append((f(x + sigma * z) + f(x - sigma * z)) / 2 - f(x))
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
