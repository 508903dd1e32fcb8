# caught by: ill_conditioned
# sentence: You called an operator singular whose smallest eigenvalue is 1e-10 times the largest.
#   Double precision holds it to six digits: only what rounding could have made is zero.
import math

import numpy as np


def condition_estimate(Av, n, k, seed):
    eps = np.finfo(float).eps
    q = np.random.default_rng(seed).standard_normal(n)
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
    small = 1e-8 * np.abs(values).max()
    if values[0] < -small:
        raise ValueError("the operator has a negative eigenvalue")
    return float(values[-1] / values[0]) if values[0] > small else math.inf
