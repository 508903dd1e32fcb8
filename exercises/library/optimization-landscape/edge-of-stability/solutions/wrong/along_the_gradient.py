# caught by: value
# sentence: Your number is the curvature along the gradient. It is never above the sharpness, and
#   far below it where the gradient is not along the sharpest direction.
import numpy as np


def sharpness_trace(grad, hvp, x0, eta, T, every):
    if every < 1:
        raise ValueError("every is 1 or more")
    x, lam = x0.copy(), []
    for t in range(T + 1):
        if t % every == 0:
            g = grad(x)
            lam.append(g @ hvp(x, g) / (g @ g))
        if t < T:
            x = x - eta * grad(x)
    return np.array(lam), x


def _sharpness(hvp, x):
    H = np.array([hvp(x, e) for e in np.eye(len(x))])
    return np.linalg.eigvalsh((H + H.T) / 2)[-1]
