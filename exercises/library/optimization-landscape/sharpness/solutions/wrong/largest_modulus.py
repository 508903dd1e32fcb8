# caught by: negative
# sentence: Negative curvature was reported as sharpness: you return the eigenvalue of largest
#   modulus, without its sign. Asked for is the largest one on the number line.
import numpy as np


def lambda_max(Hv, n, k, seed=0):
    if not 1 <= k <= n:
        raise ValueError("k is out of range")
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    basis, T, scale = [q], np.zeros((k, k)), 0.0
    for j in range(k):
        w = Hv(basis[j])
        scale = max(scale, np.linalg.norm(w))
        Q = np.array(basis)
        T[: j + 1, j] = T[j, : j + 1] = Q @ w
        for _ in range(2):
            w = w - Q.T @ (Q @ w)
        length = np.linalg.norm(w)
        if j + 1 == k or length <= 1e-14 * n * scale:
            break
        basis.append(w / length)
    return float(np.abs(np.linalg.eigvalsh(T[: j + 1, : j + 1])).max())


def sam_step(w, grad, lr, rho):
    if not rho >= 0:
        raise ValueError("rho is negative")
    g = grad(w)
    length = np.linalg.norm(g)
    if length == 0:
        return w.copy()
    return w - lr * grad(w + rho * g / length)
