# Noise as the first n coordinates of a point on the sphere in n + 2 dimensions; a growing list.
import numpy as np


def perturbed_gd(grad, x0, eta, r, T, seed, gtol=1e-3, wait=50):
    rng, n = np.random.default_rng(seed), len(x0)
    path, latest = [x0], None
    for t in range(T):
        g = grad(path[-1])
        noise = np.zeros(n)
        if g @ g <= gtol**2 and (latest is None or t > latest + wait):
            normal = rng.standard_normal(n + 2)
            noise, latest = r * normal[:n] / np.linalg.norm(normal), t
        path.append(path[-1] - eta * g + noise)
    return np.array(path)
