# caught by: value
# sentence: You measured the gradients by their largest entry. The global norm is the Euclidean
#   length of all entries together.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = float(max((np.max(np.abs(g)) for g in grads if g is not None and g.size), default=0.0))
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], norm
