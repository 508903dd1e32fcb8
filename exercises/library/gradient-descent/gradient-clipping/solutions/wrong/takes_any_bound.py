# caught by: nonfinite
# sentence: A bound c that is not positive was taken. No gradient but zero has such a norm, and a
#   negative factor would turn the step uphill.
import numpy as np


def clip_by_global_norm(grads, c):
    if not all(np.isfinite(grad).all() for grad in grads if grad is not None):
        raise ValueError("a gradient is not finite")
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], norm
