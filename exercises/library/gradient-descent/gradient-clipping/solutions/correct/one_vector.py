# Puts all entries into one vector and takes the overflow-safe norm of it.
import numpy as np


def clip_by_global_norm(grads, c):
    if not c > 0:
        raise ValueError("c must be positive")
    present = [np.ravel(grad).astype(np.float64) for grad in grads if grad is not None]
    entries = np.concatenate([np.empty(0), *present])
    if not np.isfinite(entries).all():
        raise ValueError("a gradient is not finite")
    largest = float(np.max(np.abs(entries), initial=0.0))
    norm = largest * float(np.linalg.norm(entries / largest)) if largest > 0 else 0.0
    if norm <= c:
        return [None if grad is None else grad.copy() for grad in grads], norm
    return [None if grad is None else grad * (c / norm) for grad in grads], norm
