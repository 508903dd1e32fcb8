# caught by: size
# sentence: Your τ dwarfs the curvature of H, so that H + τI is nearly a multiple of I. The step is
#   plain gradient descent, and what H knew about the variables is lost.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    try:
        return np.linalg.cholesky(H), 0.0
    except np.linalg.LinAlgError:
        tau = 100 * float(np.linalg.norm(H)) + beta
        return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
