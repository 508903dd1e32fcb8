# caught by: purity
# sentence: You reseeded the global generator of NumPy. Every other user of it now repeats itself:
#   make a generator of your own.
import numpy as np


def expected_rise(f, x, sigma, s, seed):
    if s < 2 or not sigma >= 0:
        raise ValueError("two directions or more, and a width of 0 or more")
    np.random.seed(seed)
    centre = f(x)
    rises = []
    for _ in range(s):
        z = np.random.standard_normal(len(x))
        rises.append((f(x + sigma * z) + f(x - sigma * z)) / 2 - centre)
    return float(np.mean(rises)), float(np.std(rises, ddof=1) / np.sqrt(s))
