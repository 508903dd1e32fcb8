# caught by: value
# sentence: LLᵀ is not H + τI for the τ you report: it holds all that was added on the way. The
#   shift that belongs to L is the sum of the increments, not the last of them.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    shifted, tau = H.copy(), 0.0
    while True:
        try:
            return np.linalg.cholesky(shifted), tau
        except np.linalg.LinAlgError:
            tau = max(2 * tau, beta)
            shifted = shifted + tau * np.eye(len(H))
