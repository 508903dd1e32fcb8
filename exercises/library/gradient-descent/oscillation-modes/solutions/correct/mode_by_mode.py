# Plain loops over modes and times, with three-valued signs where 0 stands for rounding.
from itertools import pairwise

import numpy as np


def oscillation_modes(X, V):
    coordinates = [X @ V[:, i] for i in range(V.shape[1])]
    largest = max(float(np.abs(c).max()) for c in coordinates)
    answer = []
    for c in coordinates:
        signs = [0 if abs(x) <= 1e-10 * largest else (1 if x > 0 else -1) for x in c]
        products = [a * b for a, b in pairwise(signs)]
        answer.append(-1 in products and 1 not in products)
    return np.array(answer)
