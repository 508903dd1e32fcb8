# caught by: few
# sentence: Your iteration had not arrived when its products were spent: the shift that makes it
#   go to the upper end also makes it slow. The space of all its vectors holds a far
#   better estimate than the last of them.
import numpy as np


def lambda_max(Hv, n, k, seed=0):
    if not 1 <= k <= n:
        raise ValueError("k is out of range")
    shift = max((np.linalg.norm(Hv(e)) for e in np.eye(n)[:4]), default=1.0)
    v = np.random.default_rng(seed).standard_normal(n)
    for _ in range(20 * n if k == n else k):
        v /= np.linalg.norm(v)
        Hq = Hv(v)
        eigenvalue = v @ Hq
        v = Hq + 2 * shift * v
    return float(eigenvalue)


def sam_step(w, grad, lr, rho):
    if not rho >= 0:
        raise ValueError("rho is negative")
    g = grad(w)
    length = np.linalg.norm(g)
    if length == 0:
        return w.copy()
    return w - lr * grad(w + rho * g / length)
