# caught by: value
# sentence: Your norm is the sum of the arrays' norms, which is too long. Lengths at right angles
#   add by Pythagoras: sum the squares of all entries, then take one root.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = float(sum(np.linalg.norm(grad) for grad in grads if grad is not None))
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in grads], norm
