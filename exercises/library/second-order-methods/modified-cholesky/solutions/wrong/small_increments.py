# caught by: growth
# sentence: Your shift grows by the same small amount at each trial, so the number of factorisations
#   is |λmin|/β. A shift that is doubled takes log₂ of that.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    smallest = H.diagonal().min()
    tau = 0.0 if smallest > 0 else float(beta - smallest)
    while True:
        try:
            return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
        except np.linalg.LinAlgError:
            tau += beta
