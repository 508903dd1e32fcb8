# caught by: purity
# sentence: Your call reseeded NumPy's global generator, on which other code depends. Make a
#   generator of your own from the seed.
import math

import numpy as np


def condition_estimate(Av, n, k, seed):
    eps = np.finfo(float).eps
    np.random.seed(seed)
    q = np.random.standard_normal(n)
    Q, alpha, beta, scale = [q / np.linalg.norm(q)], [], [], 0.0
    while True:
        w = Av(Q[-1])
        scale = max(scale, np.linalg.norm(w))
        alpha.append(Q[-1] @ w)
        for _ in range(2):
            for q in Q:
                w = w - (q @ w) * q
        length = np.linalg.norm(w)
        if len(alpha) == min(k, n) or length <= n * eps * scale:
            break
        beta.append(length)
        Q.append(w / length)
    T = np.diag(alpha) + np.diag(beta, 1) + np.diag(beta, -1)
    values = np.linalg.eigvalsh(T)
    small = 10 * n * eps * np.abs(values).max()
    if values[0] < -small:
        raise ValueError("the operator has a negative eigenvalue")
    return float(values[-1] / values[0]) if values[0] > small else math.inf
