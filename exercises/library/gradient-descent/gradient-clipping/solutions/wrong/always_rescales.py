# caught by: short
# sentence: Gradients shorter than c were stretched to the norm c. The factor is never more than 1:
#   what is short enough stays as it is.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    return [None if grad is None else grad * (c / norm) for grad in grads], norm
