# caught by: nonfinite
# sentence: A NaN or an infinity went through. One such entry makes the norm meaningless for all
#   arrays; refuse it, or the next step ruins every parameter.
import numpy as np


def clip_by_global_norm(grads, c):
    if not c > 0:
        raise ValueError("c must be positive")
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], norm
