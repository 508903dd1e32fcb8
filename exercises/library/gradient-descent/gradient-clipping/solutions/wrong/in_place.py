# caught by: purity
# sentence: The gradients you were given changed during the call. The caller may still want to log
#   them; return new arrays.
import math

import numpy as np


def clip_by_global_norm(grads, c):
    norm = math.hypot(*(e for grad in grads if grad is not None for e in grad.ravel().tolist()))
    if norm > c:
        for grad in grads:
            if grad is not None:
                np.multiply(grad, c / norm, out=grad)
    return [None if grad is None else grad.copy() for grad in grads], norm
