# caught by: rate
# sentence: You stopped before T steps were made, where the moves had become small. Here the number
#   of steps is given; a stopping rule would hide the rate that is to be seen.
import numpy as np


def gd(grad, x0, eta, T):
    points = [x0.copy()]
    for _ in range(T):
        g = grad(points[-1])
        if np.linalg.norm(g) < 1e-4:
            break
        points.append(points[-1] - eta * g)
    return np.stack(points)
