# Measures by the Lanczos method, which ends early where it can; runs in blocks of steps.
from functools import partial

import numpy as np


def sharpness_trace(grad, hvp, x0, eta, T, every):
    if not every >= 1:
        raise ValueError(every)
    x = np.array(x0)
    lam = [_largest(partial(hvp, x), len(x))]
    for block in range(0, T, every):
        steps = min(every, T - block)
        for _ in range(steps):
            x = x - eta * grad(x)
        if steps == every:
            lam.append(_largest(partial(hvp, x), len(x)))
    return np.array(lam), x


def _largest(product, n):
    Q = np.ones((1, n)) / np.sqrt(n) + 0.3 * np.cos(np.arange(n))
    Q /= np.linalg.norm(Q)
    W = np.empty((0, n))
    while True:
        w = product(Q[-1])
        W = np.vstack([W, w])
        size = np.linalg.norm(w)
        for _ in range(2):
            w = w - (Q @ w) @ Q
        if len(Q) == n or np.linalg.norm(w) <= 1e-13 * n * size:
            T = Q @ W.T
            return np.linalg.eigvalsh((T + T.T) / 2).max()
        Q = np.vstack([Q, w / np.linalg.norm(w)])
