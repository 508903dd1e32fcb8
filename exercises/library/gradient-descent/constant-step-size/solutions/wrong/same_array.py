# caught by: value
# sentence: All your rows show the last point. You stored one and the same array at each step and
#   then changed it; each row needs an array of its own.
import numpy as np


def gd(grad, x0, eta, T):
    x = x0.copy()
    points = [x]
    for _ in range(T):
        x -= eta * grad(x)
        points.append(x)
    return np.stack(points)
