# Gathers gradients as torch does and multiplies by the step size last; the pair goes through κ.
import math

import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    path, gathered = [np.array(x0)], np.zeros(len(x0))
    for _ in range(T):
        gathered = beta * gathered + grad(path[-1])
        path.append(path[-1] - eta * gathered)
    return np.array(path)


def optimal_hb(mu, L):
    if mu <= 0 or mu > L:
        raise ValueError("curvatures out of order")
    rate = (math.sqrt(L / mu) - 1) / (math.sqrt(L / mu) + 1)
    return (1 + rate) ** 2 / L, rate**2
