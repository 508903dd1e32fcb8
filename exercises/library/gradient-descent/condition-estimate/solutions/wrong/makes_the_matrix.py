# caught by: calls
# sentence: The value is right, but you asked for n products to write the whole matrix down. Only
#   k were allowed; for an operator that needs this method the matrix does not fit.
import math

import numpy as np


def condition_estimate(Av, n, k, seed):
    A = np.array([Av(unit) for unit in np.eye(n)])
    values = np.linalg.eigvalsh((A + A.T) / 2)
    small = 10 * n * np.finfo(float).eps * np.abs(values).max()
    if values[0] < -small:
        raise ValueError("the operator has a negative eigenvalue")
    return float(values[-1] / values[0]) if values[0] > small else math.inf
