# caught by: purity
# sentence: The point x changed during the call: perturbations were added to it in place, and not
#   even taking them away again restores its bits.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = rng.standard_normal(len(x))
        x += sigma * z
        up = f(x)
        x -= 2 * sigma * z
        down = f(x)
        x += sigma * z
        rises.append((up + down) / 2 - centre)
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
