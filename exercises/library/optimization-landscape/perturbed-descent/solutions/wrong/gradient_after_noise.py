# caught by: calls
# sentence: The path is one of the method, but after noise you took the gradient a second time.
#   The one that was tested is the one of the step.
import numpy as np


def perturbed_gd(grad, x0, eta, r, T, seed, gtol=1e-3, wait=50):
    rng, n = np.random.default_rng(seed), len(x0)
    X = np.empty((T + 1, n))
    X[0] = x0
    latest = -wait - 1
    for t in range(T):
        g = grad(X[t])
        x = X[t]
        if np.linalg.norm(g) <= gtol and t - latest > wait:
            direction = rng.standard_normal(n)
            length = r * rng.random() ** (1 / n)
            x = x + length * direction / np.linalg.norm(direction)
            g, latest = grad(x), t
        X[t + 1] = x - eta * g
    return X
