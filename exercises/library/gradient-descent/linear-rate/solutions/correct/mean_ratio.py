# Takes the geometric mean of the later ratios: only the two ends of the window count.
import itertools
import math


def linear_rate(dist):
    values = dist.tolist()
    usable = list(itertools.takewhile(lambda d: math.isfinite(d) and d > 1e-12 * values[0], values))
    if len(usable) < 3:
        return math.nan
    ratios = [after / before for before, after in itertools.pairwise(usable)]
    if all(after <= before / 2 for before, after in itertools.pairwise(ratios)):
        return 0.0
    later = usable[min(len(usable) // 2, len(usable) - 3) :]
    return math.exp((math.log(later[-1]) - math.log(later[0])) / (len(later) - 1))


def iterations_to(eps, kappa, eta):
    if eps >= 1:
        return 0
    rho = max(abs(1 - eta * share) for share in (1.0, 1.0 / kappa))
    if rho >= 1:
        return math.inf
    if rho == 0:
        return 1
    return -math.floor(-(math.log(1 / eps) / -math.log(rho)))
