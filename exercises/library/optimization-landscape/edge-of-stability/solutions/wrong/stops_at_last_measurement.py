# caught by: grid
# sentence: Your run ends with the last measurement. T steps are asked for, also where T is
#   no multiple of every.
import numpy as np


def sharpness_trace(grad, hvp, x0, eta, T, every):
    if every < 1:
        raise ValueError("every is 1 or more")
    x, lam = x0.copy(), []
    for t in range(T + 1):
        if t % every == 0:
            lam.append(_sharpness(hvp, x))
        if t < T // every * every:
            x = x - eta * grad(x)
    return np.array(lam), x


def _sharpness(hvp, x):
    H = np.array([hvp(x, e) for e in np.eye(len(x))])
    return np.linalg.eigvalsh((H + H.T) / 2)[-1]
