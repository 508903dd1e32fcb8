# Follows the rules one after the other with arrays.
import numpy as np


def diagnose(trace, eta, L=None):
    n = len(trace)
    end, beginning = trace[n - -(-n // 4) :], trace[: -(-n // 2)]
    if not np.isfinite(trace).all() or end.min() > beginning.max():
        return "diverging"
    span = trace.max() - trace.min()
    if span == 0:
        return "too_small"
    changes = np.diff(trace)
    left, right = changes[:-1], changes[1:]
    pairs = (np.abs(left) > 1e-6 * span) & (np.abs(right) > 1e-6 * span)
    share = np.mean(np.sign(left[pairs]) != np.sign(right[pairs])) if pairs.sum() > 2 else 0.0
    if share >= 0.9:
        return "oscillating"
    if share >= 0.3 or changes.max() > span / 10:
        return "noisy"
    quarter = max(1, (n - 1) // 4)
    is_slow = 2 * (trace[-1 - quarter] - trace[-1]) >= trace[0] - trace[quarter]
    if L is not None:
        is_slow = eta * L < 0.05
        if eta * L > 1:
            return "oscillating"
    return "too_small" if is_slow else "healthy"


def lr_range_test(fun, x0, etas, steps):
    f0, g0 = fun(x0)
    best = 0.0
    for eta in etas:
        x, f, g = x0, f0, g0
        for _ in range(steps):
            x = x - eta * g
            f, g = fun(x)
            if not np.isfinite(f):
                break
        if not (np.isfinite(f) and f <= f0):
            break
        best = float(eta)
    return best
