# Squares in extended precision, whose range holds every square, one array after the other.
import numpy as np


def clip_by_global_norm(grads, c):
    if not c > 0:
        raise ValueError("c must be positive")
    total, clipped = np.longdouble(0), []
    for grad in grads:
        if grad is not None:
            total += np.sum(np.square(grad.astype(np.longdouble)))
    if not np.isfinite(total):
        raise ValueError("a gradient is not finite")
    norm = float(np.sqrt(total))
    for grad in grads:
        if grad is None:
            clipped.append(None)
        else:
            clipped.append(np.multiply(grad, min(1.0, c / norm if norm else 1.0)))
    return clipped, norm
