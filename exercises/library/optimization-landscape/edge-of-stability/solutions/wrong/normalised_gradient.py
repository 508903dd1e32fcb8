# caught by: value
# sentence: Your steps all have length η. Gradient descent takes the gradient as it is; that is why
#   its stability depends on the sharpness.
import numpy as np


def sharpness_trace(grad, hvp, x0, eta, T, every):
    if every < 1:
        raise ValueError("every is 1 or more")
    x, lam = x0.copy(), []
    for t in range(T + 1):
        if t % every == 0:
            lam.append(_sharpness(hvp, x))
        if t < T:
            g = grad(x)
            x = x - eta * g / np.linalg.norm(g)
    return np.array(lam), x


def _sharpness(hvp, x):
    H = np.array([hvp(x, e) for e in np.eye(len(x))])
    return np.linalg.eigvalsh((H + H.T) / 2)[-1]
