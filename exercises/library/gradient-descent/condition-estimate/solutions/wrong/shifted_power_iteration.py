# caught by: even
# sentence: Your power iteration on λmax·I − A has not arrived at λmin within k products: where
#   neighbours are near it crawls. The space that the products span holds a much better value.
import math

import numpy as np


def condition_estimate(Av, n, k, seed):
    rng = np.random.default_rng(seed)
    v = rng.standard_normal(n)
    largest = 0.0
    for _ in range(k // 2):
        v = v / np.linalg.norm(v)
        w = Av(v)
        largest, v = float(v @ w), w
    u, smallest = rng.standard_normal(n), largest
    for _ in range(k - k // 2):
        u = u / np.linalg.norm(u)
        w = Av(u)
        smallest, u = float(u @ w), largest * u - w
    return largest / smallest if smallest else math.inf
