# Algorithm 3.3 of Nocedal and Wright: doubles the trial shift until Cholesky succeeds.
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
            tau = max(2 * tau, beta)
