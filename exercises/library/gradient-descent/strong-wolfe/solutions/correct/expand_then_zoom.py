# The two phases of the textbook: expand to a bracket, then zoom by interpolation of values.
import math


def strong_wolfe(phi, dphi, c1=1e-4, c2=0.9):
    if not 0 < c1 < c2 < 1:
        raise ValueError("0 < c1 < c2 < 1 must hold")
    start, slope0 = phi(0.0), dphi(0.0)
    if not slope0 < 0:
        raise ValueError("phi does not fall at 0")
    low, a = (0.0, start, slope0), 1.0
    for trial in range(25):
        value = phi(a)
        if not _is_enough(value, start + c1 * a * slope0) or value >= low[1]:
            return _zoom(phi, dphi, (start, slope0, c1, c2), low, (a, value), 24 - trial)
        slope = dphi(a)
        if abs(slope) <= -c2 * slope0:
            return a, "wolfe"
        if slope >= 0:
            here = (a, value, slope)
            return _zoom(phi, dphi, (start, slope0, c1, c2), here, low[:2], 24 - trial)
        if a >= 1e10:
            return a, "unbounded"
        low, a = (a, value, slope), a * 5
    return low[0], "budget"


def _is_enough(value, bound):
    return math.isfinite(value) and value <= bound


def _zoom(phi, dphi, line, low, high, trials):
    """Narrow a bracket whose end `low` is the lowest acceptable point, on either side."""
    start, slope0, c1, c2 = line
    for _ in range(trials):
        a = _parabola_bottom(low, high)
        value = phi(a)
        if not _is_enough(value, start + c1 * a * slope0) or value >= low[1]:
            high = (a, value)
            continue
        slope = dphi(a)
        if abs(slope) <= -c2 * slope0:
            return a, "wolfe"
        if slope * (high[0] - low[0]) >= 0:
            high = low[:2]
        low = (a, value, slope)
    return low[0], "budget"


def _parabola_bottom(low, high):
    width = high[0] - low[0]
    share = 0.5
    if math.isfinite(high[1]):
        bend = high[1] - low[1] - low[2] * width
        if bend > 0:
            share = -low[2] * width / (2 * bend)
    return low[0] + min(max(share, 0.1), 0.9) * width
