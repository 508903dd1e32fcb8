# caught by: value
# sentence: You added noise at every step. It belongs only where the gradient is small: elsewhere
#   the gradient knows the way, and noise keeps the iterates from settling.
import numpy as np


def perturbed_gd(grad, x0, eta, r, T, seed, gtol=1e-3, wait=50):
    rng, n = np.random.default_rng(seed), len(x0)
    X = np.empty((T + 1, n))
    X[0] = x0
    for t in range(T):
        g = grad(X[t])
        X[t + 1] = X[t] - eta * g
        direction = rng.standard_normal(n)
        length = r * rng.random() ** (1 / n)
        X[t + 1] += length * direction / np.linalg.norm(direction)
    return X
