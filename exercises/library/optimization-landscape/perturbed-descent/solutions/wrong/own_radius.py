# caught by: plain
# sentence: The radius you were given made no difference: with radius 0 there is noise all the
#   same. The radius is the caller's to choose.
import numpy as np


def perturbed_gd(grad, x0, eta, r, T, seed, gtol=1e-3, wait=50):
    rng, n = np.random.default_rng(seed), len(x0)
    X = np.empty((T + 1, n))
    X[0] = x0
    latest = -wait - 1
    for t in range(T):
        g = grad(X[t])
        X[t + 1] = X[t] - eta * g
        if np.linalg.norm(g) <= gtol and t - latest > wait:
            direction = rng.standard_normal(n)
            length = max(r, 1e-2) * rng.random() ** (1 / n)
            X[t + 1] += length * direction / np.linalg.norm(direction)
            latest = t
    return X
