# caught by: diverges
# sentence: The iterates overflowed and you chose one whose gradient is NaN. NaN is no
#   small number, and no number at all: such an iterate cannot be the best.
import numpy as np


def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    points, squares, x = [], [], x0
    for _ in range(T):
        g = grad(x)
        points.append(x)
        squares.append(g @ g)
        x = x - eta * g
    t = int(np.argmin(squares))
    return points[t].copy(), float(squares[t]), t
