# caught by: small_norm
# sentence: Small gradients ended well below the norm c. Something is added to the norm before you
#   divide by it; a norm above c is never 0 and needs no such guard.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    factor = min(1.0, c / (norm + 1e-6))
    return [None if grad is None else grad * factor for grad in grads], norm
