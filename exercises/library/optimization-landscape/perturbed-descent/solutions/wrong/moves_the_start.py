# caught by: purity
# sentence: x0 changed during the call: your iteration writes into the array it was given.
import numpy as np


def perturbed_gd(grad, x0, eta, r, T, seed, gtol=1e-3, wait=50):
    rng, n = np.random.default_rng(seed), len(x0)
    X = np.empty((T + 1, n))
    X[0] = x0
    x = x0
    latest = -wait - 1
    for t in range(T):
        g = grad(X[t])
        x -= eta * g
        X[t + 1] = x
        if np.linalg.norm(g) <= gtol and t - latest > wait:
            direction = rng.standard_normal(n)
            length = r * rng.random() ** (1 / n)
            X[t + 1] += length * direction / np.linalg.norm(direction)
            x[:] = X[t + 1]
            latest = t
    return X
