# caught by: refuses
# sentence: A measurement every zero steps was not refused with a ValueError.
import numpy as np


def sharpness_trace(grad, hvp, x0, eta, T, every):
    every = max(every, 1)
    x, lam = x0.copy(), []
    for t in range(T + 1):
        if t % every == 0:
            lam.append(_sharpness(hvp, x))
        if t < T:
            x = x - eta * grad(x)
    return np.array(lam), x


def _sharpness(hvp, x):
    H = np.array([hvp(x, e) for e in np.eye(len(x))])
    return np.linalg.eigvalsh((H + H.T) / 2)[-1]
