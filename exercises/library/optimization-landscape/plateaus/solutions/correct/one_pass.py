# One loop that closes the present run at each steep step.
import math


def plateaus(trace, reltol, minlen):
    losses = trace.tolist()
    if minlen < 2 or not all(map(math.isfinite, losses)):
        raise ValueError("minlen below 2, or a loss that is not finite")
    found, start = [], 0
    tolerance = reltol * (max(losses) - min(losses)) if losses else 0.0
    for t in range(1, len(losses)):
        if abs(losses[t] - losses[t - 1]) > tolerance:
            if t - start >= minlen:
                found.append((start, t))
            start = t
    return found
