# caught by: direction
# sentence: Each entry was cut to [−c, c], which turns the direction. Clipping by the norm
#   multiplies every entry by the same factor.
import numpy as np


def clip_by_global_norm(grads, c):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads if grad is not None)))
    return [None if grad is None else np.clip(grad, -c, c) for grad in grads], norm
