# caught by: more_thuente
# sentence: Your interpolated trial left the bracket, or came so near to its end that nothing was
#   learned. A cubic is a guess: keep it away from both ends.
import math


def strong_wolfe(phi, dphi, c1=1e-4, c2=0.9):
    if not 0 < c1 < c2 < 1:
        raise ValueError("0 < c1 < c2 < 1 must hold")
    start, slope0 = phi(0.0), dphi(0.0)
    if not slope0 < 0:
        raise ValueError("phi does not fall at 0")
    low, high, a = (0.0, start, slope0), None, 1.0
    for _ in range(25):
        value = phi(a)
        if not (math.isfinite(value) and value <= start + c1 * a * slope0):
            high = (a, value)
        else:
            slope = dphi(a)
            if abs(slope) <= -c2 * slope0:
                return a, "wolfe"
            if slope > 0:
                high = (a, value)
            else:
                low = (a, value, slope)
        if high is None and low[0] >= 1e10:
            return low[0], "unbounded"
        if high is None:
            a = 4 * low[0]
        elif not math.isfinite(high[1]):
            a = (low[0] + high[0]) / 2
        else:
            width = high[0] - low[0]
            bend = 2 * ((high[1] - low[1]) / width - low[2]) / width
            a = low[0] - low[2] / bend if bend else high[0]
    return low[0], "budget"
