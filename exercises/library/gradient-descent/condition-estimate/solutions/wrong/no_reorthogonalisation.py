# caught by: ill_conditioned
# sentence: Your vectors lost their orthogonality on the way, and with it the smallest eigenvalue.
#   Subtract the components along all earlier vectors, not only along the last two.
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
        w = w - alpha[-1] * Q[-1]
        if beta:
            w = w - beta[-1] * Q[-2]
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
