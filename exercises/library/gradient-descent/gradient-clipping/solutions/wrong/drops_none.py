# caught by: empty
# sentence: A missing gradient disappeared from the list, and those after it moved up. The optimizer
#   pairs gradients with parameters by their place: None stays where it is.
import numpy as np


def clip_by_global_norm(grads, c):
    present = [grad for grad in grads if grad is not None]
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in present)))
    factor = c / norm if norm > c else 1.0
    return [grad * factor for grad in present], norm
