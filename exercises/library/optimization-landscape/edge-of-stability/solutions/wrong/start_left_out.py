# caught by: grid
# sentence: Your trace lacks the start. Its first entry belongs to step 0.
import numpy as np


def sharpness_trace(grad, hvp, x0, eta, T, every):
    if every < 1:
        raise ValueError("every is 1 or more")
    x, lam = x0.copy(), []
    for t in range(T + 1):
        if t % every == 0 and (t > 0 or every <= T):
            lam.append(_sharpness(hvp, x))
        if t < T:
            x = x - eta * grad(x)
    return np.array(lam[1:]) if every <= T else np.array(lam[:0]), x


def _sharpness(hvp, x):
    H = np.array([hvp(x, e) for e in np.eye(len(x))])
    return np.linalg.eigvalsh((H + H.T) / 2)[-1]
