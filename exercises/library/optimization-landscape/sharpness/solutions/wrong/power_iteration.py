# caught by: negative
# sentence: Your iteration goes to the eigenvalue of largest modulus, which may be a negative
#   one, and slowly. Power iteration cannot choose an end of the spectrum.
import numpy as np


def lambda_max(Hv, n, k, seed=0):
    if not 1 <= k <= n:
        raise ValueError("k is out of range")
    v = np.random.default_rng(seed).standard_normal(n)
    for _ in range(400):
        v /= np.linalg.norm(v)
        Hq = Hv(v)
        eigenvalue = v @ Hq
        if not np.any(Hq):
            break
        v = Hq
    return float(eigenvalue)


def sam_step(w, grad, lr, rho):
    if not rho >= 0:
        raise ValueError("rho is negative")
    g = grad(w)
    length = np.linalg.norm(g)
    if length == 0:
        return w.copy()
    return w - lr * grad(w + rho * g / length)
