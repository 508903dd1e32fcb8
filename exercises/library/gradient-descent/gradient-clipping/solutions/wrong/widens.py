# caught by: single_precision
# sentence: float32 gradients came back in float64. A NumPy scalar of float64 widens every array it
#   is multiplied with; a Python number does not.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = np.sqrt(sum(np.sum(grad.astype(np.float64) ** 2) for grad in grads if grad is not None))
    factor = c / norm if norm > c else np.float64(1.0)
    return [None if grad is None else grad * factor for grad in grads], float(norm)
