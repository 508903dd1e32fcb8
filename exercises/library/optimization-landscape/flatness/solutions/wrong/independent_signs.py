# caught by: linear
# sentence: On a linear function your error would not be 0. You took all 2s values for
#   independent; the two values of a pair are not, and their odd parts cancel in the
#   mean.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        rises += [f(x + sigma * z) - centre, f(x - sigma * z) - centre]
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(2 * s))
