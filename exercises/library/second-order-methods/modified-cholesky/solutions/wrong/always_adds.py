# caught by: definite
# sentence: H was positive definite already and a shift was added. Nothing may be added there, or
#   the fast convergence of Newton's method is lost.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    tau = beta + max(0.0, -float(H.diagonal().min()))
    while True:
        try:
            return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
        except np.linalg.LinAlgError:
            tau *= 2
