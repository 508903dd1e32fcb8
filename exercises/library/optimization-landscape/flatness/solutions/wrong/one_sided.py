# caught by: linear
# sentence: With one sign of each direction even a linear function seems to rise or fall: the
#   gradient at x moves the mean by chance. In a pair of both signs it cancels.
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
