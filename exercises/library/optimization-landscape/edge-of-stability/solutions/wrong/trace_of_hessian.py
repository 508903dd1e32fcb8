# caught by: value
# sentence: Your number is the trace of the Hessian, the sum of all curvatures. The largest one is
#   asked for.
import numpy as np


def sharpness_trace(grad, hvp, x0, eta, T, every):
    if every < 1:
        raise ValueError("every is 1 or more")
    x, lam = x0.copy(), []
    for t in range(T + 1):
        if t % every == 0:
            lam.append(_sharpness(hvp, x))
        if t < T:
            x = x - eta * grad(x)
    return np.array(lam), x


def _sharpness(hvp, x):
    H = np.array([hvp(x, e) for e in np.eye(len(x))])
    return np.trace(H)
