# caught by: nonfinite
# sentence: An entry that is no number was replaced by one, and nobody learnt of it. A gradient that
#   is not finite is refused.
import numpy as np


def clip_by_global_norm(grads, c):
    clean = [
        None if grad is None else np.nan_to_num(grad, posinf=0.0, neginf=0.0) for grad in grads
    ]
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in clean if grad is not None)))
    factor = c / norm if norm > c else 1.0
    return [None if grad is None else grad * factor for grad in clean], norm
