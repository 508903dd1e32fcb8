# caught by: definite
# sentence: An H whose smallest eigenvalue is positive but below beta got a shift. Small positive
#   curvature is curvature: only an H that is not positive definite is changed.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    tau = max(0.0, beta - float(np.linalg.eigvalsh(H)[0]))
    return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
