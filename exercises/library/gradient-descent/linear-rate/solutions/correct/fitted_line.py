# Fits a straight line to the logarithms by the normal equations of one slope.
import math

import numpy as np


def linear_rate(dist):
    count = 0
    while count < len(dist) and np.isfinite(dist[count]) and dist[count] > 1e-12 * dist[0]:
        count += 1
    if count < 3:
        return math.nan
    ratios = dist[1:count] / dist[: count - 1]
    if np.all(ratios[1:] <= 0.5 * ratios[:-1]):
        return 0.0
    logs = np.log(dist[min(count // 2, count - 3) : count])
    t = np.arange(len(logs)) - (len(logs) - 1) / 2
    return float(np.exp(t @ logs / (t @ t)))


def iterations_to(eps, kappa, eta):
    rho = max(abs(1 - eta), abs(1 - eta / kappa))
    if eps >= 1:
        return 0
    if rho == 0:
        return 1
    return math.ceil(math.log(eps) / math.log(rho)) if rho < 1 else math.inf
