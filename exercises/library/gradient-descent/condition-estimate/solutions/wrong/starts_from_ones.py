# caught by: eigenvector_ones
# sentence: Your start vector of ones was an eigenvector of this operator, and nothing else came
#   into view. A random start has a part along every eigenvector.
import math

import numpy as np


def condition_estimate(Av, n, k, seed):
    eps = np.finfo(float).eps
    q = np.ones(n)
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
