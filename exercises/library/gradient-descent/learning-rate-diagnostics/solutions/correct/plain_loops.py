# Divides changes by the range first and counts with plain numbers; one function asks for a rate.
import math
from itertools import pairwise


def diagnose(trace, eta, L=None):
    values = trace.tolist()
    if not all(map(math.isfinite, values)):
        return "diverging"
    n, low, high = len(values), min(values), max(values)
    if min(values[n - math.ceil(n / 4) :]) > max(values[: math.ceil(n / 2)]):
        return "diverging"
    if low == high:
        return "too_small"
    changes = [(after - before) / (high - low) for before, after in pairwise(values)]
    pairs = turns = 0
    for one, two in pairwise(changes):
        if min(abs(one), abs(two)) > 1e-6:
            pairs += 1
            turns += (one > 0) != (two > 0)
    if pairs >= 3 and turns >= 0.9 * pairs:
        return "oscillating"
    if (pairs >= 3 and turns >= 0.3 * pairs) or max(changes) > 0.1:
        return "noisy"
    return _smooth(changes, eta, L)


def _smooth(changes, eta, L):
    if L is None:
        quarter = max(len(changes) // 4, 1)
        first, last = -sum(changes[:quarter]), -sum(changes[-quarter:])
        return "too_small" if last >= first / 2 else "healthy"
    if eta * L > 1:
        return "oscillating"
    return "healthy" if eta * L >= 0.05 else "too_small"


def lr_range_test(fun, x0, etas, steps):
    start = fun(x0)

    def is_stable(eta):
        x, (f, g) = x0, start
        for _ in range(steps):
            x = x - eta * g
            f, g = fun(x)
            if not math.isfinite(f):
                return False
        return f <= start[0]

    stable = 0.0
    for eta in etas.tolist():
        if not is_stable(eta):
            return stable
        stable = eta
    return stable
