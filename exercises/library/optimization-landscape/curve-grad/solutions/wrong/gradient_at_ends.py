# caught by: calls
# sentence: You computed gradients at a and b besides those at the points. Each is a pass through
#   the network, and the ends are not trained.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    known = {0.0: grad_f(a), 1.0: grad_f(b)}
    total = np.zeros_like(c)
    for t in ts.tolist():
        weight = 2 * t * (1 - t)
        point = (1 - t) ** 2 * a + weight * c + t**2 * b
        total += weight * (known[t] if t in known else grad_f(point))
    return total / len(ts)
