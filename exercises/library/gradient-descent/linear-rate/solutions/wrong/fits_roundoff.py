# caught by: floor
# sentence: You fitted the line through the end of the run, too, where the distances are roundoff
#   and do not shrink any more. Those points are noise.
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
    first = min(count // 2, count - 3)
    slope = np.polyfit(np.arange(first, count), np.log(d[first:]), 1)[0]
    return float(np.exp(slope))


def iterations_to(eps, kappa, eta):
    if eps >= 1:
        return 0
    rho = max(abs(1 - eta), abs(1 - eta / kappa))
    if rho >= 1:
        return math.inf
    return math.ceil(math.log(eps) / math.log(rho)) if rho > 0 else 1
