# caught by: size
# sentence: Your τ can be a thousand times what H needed: the trial shift grows so fast that it
#   overshoots. Doubling overshoots by a factor of two at most.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    tau = 0.0
    while True:
        try:
            return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
        except np.linalg.LinAlgError:
            tau = max(1000 * tau, 5 * beta)
