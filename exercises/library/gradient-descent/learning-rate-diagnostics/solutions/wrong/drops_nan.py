# caught by: not_finite
# sentence: You left out the values that are not finite and judged the rest. They are the plainest
#   sign of divergence there is.
import numpy as np


def diagnose(trace, eta, L=None):
    trace = trace[np.isfinite(trace)]
    n, span = len(trace), np.ptp(trace)
    has_risen = trace[n - -(-n // 4) :].min() > trace[: -(-n // 2)].max()
    if has_risen:
        return "diverging"
    if span == 0:
        return "too_small"
    changes = np.diff(trace)
    counting = np.abs(changes) > 1e-6 * span
    pairs = counting[1:] & counting[:-1]
    turns = (changes[1:] * changes[:-1])[pairs] < 0
    share = turns.mean() if len(turns) > 2 else 0.0
    if share >= 0.9:
        return "oscillating"
    if share >= 0.3 or changes.max() > 0.1 * span:
        return "noisy"
    if L is not None:
        rate = eta * L
        return "too_small" if rate < 0.05 else "oscillating" if rate > 1 else "healthy"
    quarter = max((n - 1) // 4, 1)
    first, last = trace[0] - trace[quarter], trace[-1 - quarter] - trace[-1]
    return "too_small" if last >= first / 2 else "healthy"


def lr_range_test(fun, x0, etas, steps):
    f0, g0 = fun(x0)
    stable = 0.0
    for eta in etas.tolist():
        x, f, g = x0, f0, g0
        for _ in range(steps):
            x = x - eta * g
            f, g = fun(x)
            if not np.isfinite(f):
                return stable
        if not f <= f0:
            return stable
        stable = eta
    return stable
