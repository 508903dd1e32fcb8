# caught by: empty
# sentence: Gradients of zero made your code divide by their norm. They are short enough already,
#   and stay as they are.
import math


def clip_by_global_norm(grads, c):
    entries = [entry for grad in grads if grad is not None for entry in grad.ravel().tolist()]
    norm = math.hypot(*entries)
    factor = min(1.0, c / norm)
    return [None if grad is None else grad * factor for grad in grads], norm
