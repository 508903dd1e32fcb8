# caught by: short
# sentence: Gradients shorter than c were changed when the square of their norm is above c. Compare
#   norm with norm.
import numpy as np


def clip_by_global_norm(grads, c):
    squared = float(sum(np.sum(grad**2) for grad in grads if grad is not None))
    norm = squared**0.5
    factor = c / norm if squared > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], norm
