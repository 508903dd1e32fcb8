# caught by: hard
# sentence: A matrix of zeros has no negative eigenvalue and no Cholesky factor either. Positive
#   semidefinite is not positive definite: a zero eigenvalue needs a shift, too.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    smallest = float(np.linalg.eigvalsh(H)[0])
    tau = 0.0 if smallest >= 0 else beta - smallest
    return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
