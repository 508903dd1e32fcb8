# caught by: radius
# sentence: Your noise fills a box. Its corners are √n times as far away as r; the ball has none.
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
            X[t + 1] += rng.uniform(-r, r, n)
            latest = t
    return X
