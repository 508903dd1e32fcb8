# caught by: linear
# sentence: A linear function seemed to rise or fall. The gradient at x moved your mean by chance:
#   take each direction with both signs, and it cancels.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        rises.append(f(x + sigma * z) - centre)
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
