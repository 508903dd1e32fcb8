# caught by: extreme
# sentence: Entries of size 1e200 have a norm, but their squares overflow; those of size 1e-200
#   vanish. Bring the entries to size 1 before you square them.
import numpy as np


def clip_by_global_norm(grads, c):
    if not c > 0:
        raise ValueError("c must be positive")
    if not all(np.isfinite(grad).all() for grad in grads if grad is not None):
        raise ValueError("a gradient is not finite")
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], norm
