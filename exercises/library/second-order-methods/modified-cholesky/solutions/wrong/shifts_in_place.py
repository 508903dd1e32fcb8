# caught by: purity
# sentence: H changed during the call. The caller still needs the true Hessian to predict how much
#   the step gains.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    smallest = H.diagonal().min()
    total = 0.0
    tau = 0.0 if smallest > 0 else float(beta - smallest)
    while True:
        H[np.diag_indices(len(H))] += tau - total
        total = tau
        try:
            return np.linalg.cholesky(H), tau
        except np.linalg.LinAlgError:
            tau = max(2 * tau, beta)
