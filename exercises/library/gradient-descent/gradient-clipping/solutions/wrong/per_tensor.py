# caught by: value
# sentence: Each array was shortened by itself, so short ones grew in weight against long ones. One
#   norm belongs to all arrays together, and one factor.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    clipped = []
    for grad in grads:
        if grad is None:
            clipped.append(None)
        else:
            own = float(np.linalg.norm(grad))
            clipped.append(grad * (c / own) if own > c else grad.copy())
    return clipped, norm
