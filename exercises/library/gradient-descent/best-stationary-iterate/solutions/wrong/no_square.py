# caught by: value
# sentence: Your gmin is the norm of the gradient, not its square. The two have different units,
#   and the bound 2L(f(x₀) − f*)/T is one on the square.
import numpy as np


def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, best = x0, (x0.copy(), np.inf, 0)
    for t in range(T):
        g = grad(x)
        norm = float(np.linalg.norm(g))
        if norm < best[1]:
            best = (x.copy(), norm, t)
        x = x - eta * g
    return best
