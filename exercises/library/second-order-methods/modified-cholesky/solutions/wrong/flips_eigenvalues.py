# caught by: value
# sentence: LLᵀ is not H + τI for the τ you report. Turning negative eigenvalues positive gives a
#   positive definite matrix, but another one than a multiple of I added to H.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    eigenvalues, V = np.linalg.eigh(H)
    return np.linalg.cholesky((V * np.maximum(np.abs(eigenvalues), beta)) @ V.T), 0.0
