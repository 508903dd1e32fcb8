# caught by: saddle
# sentence: Power iteration goes to the eigenvalue of largest modulus, which may be a negative
#   one, and in n steps it need not get there either. What limits the step size is the
#   largest on the number line.
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
    v = np.cos(np.arange(len(x)))
    for _ in range(len(x)):
        v /= np.linalg.norm(v)
        product = hvp(x, v)
        sharpness, v = v @ product, product
    return sharpness
