# caught by: floor
# sentence: You divided the last distance by the one before. One ratio shows one step, and at the
#   end of a run that is roundoff: it takes many points to see a rate.
import math

import numpy as np


def linear_rate(dist):
    usable = np.isfinite(dist) & (dist > 0)
    count = len(dist) if usable.all() else int(np.argmin(usable))
    if count < 3:
        return math.nan
    d = dist[:count]
    ratios = d[1:] / d[:-1]
    if (ratios[1:] <= ratios[:-1] / 2).all():
        return 0.0
    return float(d[-1] / d[-2])


def iterations_to(eps, kappa, eta):
    if eps >= 1:
        return 0
    rho = max(abs(1 - eta), abs(1 - eta / kappa))
    if rho >= 1:
        return math.inf
    return math.ceil(math.log(eps) / math.log(rho)) if rho > 0 else 1
