# caught by: strong
# sentence: The slope at your step is steep, upwards. The weak condition lets such a step pass, as
#   it only asks that the slope is not steep downwards; the strong one takes the absolute value.
import math


def strong_wolfe(phi, dphi, c1=1e-4, c2=0.9):
    if not 0 < c1 < c2 < 1:
        raise ValueError("0 < c1 < c2 < 1 must hold")
    start, slope0 = phi(0.0), dphi(0.0)
    if not slope0 < 0:
        raise ValueError("phi does not fall at 0")
    low, high, a = 0.0, math.inf, 1.0
    for _ in range(25):
        value = phi(a)
        if not (math.isfinite(value) and value <= start + c1 * a * slope0):
            high = a
        else:
            slope = dphi(a)
            if slope >= c2 * slope0:
                return a, "wolfe"
            if slope > 0:
                high = a
            else:
                low = a
        if math.isinf(high) and low >= 1e10:
            return low, "unbounded"
        a = 4 * low if math.isinf(high) else (low + high) / 2
    return low, "budget"
