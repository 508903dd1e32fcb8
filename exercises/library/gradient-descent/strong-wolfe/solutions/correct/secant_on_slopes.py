# Keeps a bracket with a falling lower end, and looks for the root of the slope by the secant.
import math


def strong_wolfe(phi, dphi, c1=1e-4, c2=0.9):
    if not 0 < c1 < c2 < 1:
        raise ValueError("0 < c1 < c2 < 1 must hold")
    start, slope0 = phi(0.0), dphi(0.0)
    if not slope0 < 0:
        raise ValueError("phi does not fall at 0")
    low, low_slope, high, high_slope, a = 0.0, slope0, math.inf, None, 1.0
    for _ in range(25):
        value = phi(a)
        if not (math.isfinite(value) and value <= start + c1 * a * slope0):
            high, high_slope = a, None
        else:
            slope = dphi(a)
            if abs(slope) <= -c2 * slope0:
                return a, "wolfe"
            if slope > 0:
                high, high_slope = a, slope
            else:
                low, low_slope = a, slope
        if math.isinf(high) and low >= 1e10:
            return low, "unbounded"
        if math.isinf(high):
            a = 4 * low
        elif high_slope is None:
            a = (low + high) / 2
        else:
            share = low_slope / (low_slope - high_slope)
            a = low + min(max(share, 0.1), 0.9) * (high - low)
    return low, "budget"
