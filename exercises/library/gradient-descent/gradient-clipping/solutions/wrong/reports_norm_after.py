# caught by: value
# sentence: The norm you report is that after clipping. It tells nothing, as it is c whenever it
#   matters; the norm before shows how far the gradients had grown.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], min(norm, float(c))
