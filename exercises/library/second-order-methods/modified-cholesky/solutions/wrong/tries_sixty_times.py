# caught by: refusal
# sentence: H or beta was such that no shift could ever succeed, and the search went on all the
#   same. Look at the inputs before the loop, and refuse these with a ValueError.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    smallest = H.diagonal().min()
    tau = 0.0 if smallest > 0 else float(beta - smallest)
    for _ in range(60):
        try:
            return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
        except np.linalg.LinAlgError:
            tau = max(2 * tau, beta)
    raise np.linalg.LinAlgError("no shift succeeded")
