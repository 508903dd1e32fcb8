# Leaves the overflow to math.hypot, entry by entry.
import math


def clip_by_global_norm(grads, c):
    if not c > 0:
        raise ValueError("c must be positive")
    entries = [entry for grad in grads if grad is not None for entry in grad.ravel().tolist()]
    if not all(map(math.isfinite, entries)):
        raise ValueError("a gradient is not finite")
    norm = math.hypot(*entries)
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], norm
