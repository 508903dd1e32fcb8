# Remembers the best point while it goes on; a strict comparison settles ties and NaN.
import math


def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, best = x0.copy(), (x0.copy(), math.inf, 0)
    for t in range(T):
        g = grad(x)
        squared = float(g @ g)
        if squared < best[1]:
            best = (x.copy(), squared, t)
        x -= eta * g
    return best
