# caught by: value
# sentence: Your two power iterations both ran on A, and both end at λmax: the quotient is 1. The
#   small end needs a method that sees it.
import numpy as np


def condition_estimate(Av, n, k, seed):
    rng = np.random.default_rng(seed)
    found = []
    for steps in (k // 2, k - k // 2):
        v = rng.standard_normal(n)
        value = 1.0
        for _ in range(steps):
            v = v / np.linalg.norm(v)
            w = Av(v)
            value, v = float(v @ w), w
        found.append(value)
    return max(found) / min(found)
