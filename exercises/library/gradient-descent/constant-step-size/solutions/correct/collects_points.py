# Collects new arrays in a list and stacks them at the end.
import numpy as np


@np.errstate(over="ignore", invalid="ignore")
def gd(grad, x0, eta, T):
    x = np.array(x0)
    points = [x]
    while len(points) <= T:
        x = x - eta * grad(x)
        points.append(x)
    return np.stack(points)
