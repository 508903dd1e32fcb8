# A normal direction of unit length, and a length with the root that fills the ball evenly.
import numpy as np


def perturbed_gd(grad, x0, eta, r, T, seed, gtol=1e-3, wait=50):
    rng = np.random.default_rng(seed)
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    quiet = 0
    for t in range(T):
        g = grad(X[t])
        X[t + 1] = X[t] - eta * g
        if quiet == 0 and np.linalg.norm(g) <= gtol:
            direction = rng.standard_normal(len(x0))
            direction /= np.linalg.norm(direction)
            X[t + 1] += r * rng.random() ** (1 / len(x0)) * direction
            quiet = wait
        else:
            quiet = max(quiet - 1, 0)
    return X
