# caught by: calls
# sentence: You used n products to write the matrix down, where k were allowed. For a network that
#   is one pass over the data for each parameter.
import numpy as np


def lambda_max(Hv, n, k, seed=0):
    if not 1 <= k <= n:
        raise ValueError("k is out of range")
    H = np.array([Hv(e) for e in np.eye(n)])
    return float(np.linalg.eigvalsh((H + H.T) / 2)[-1])


def sam_step(w, grad, lr, rho):
    if not rho >= 0:
        raise ValueError("rho is negative")
    g = grad(w)
    length = np.linalg.norm(g)
    if length == 0:
        return w.copy()
    return w - lr * grad(w + rho * g / length)
