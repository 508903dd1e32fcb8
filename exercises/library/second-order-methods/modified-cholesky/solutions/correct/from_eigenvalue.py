# Takes the shift from the smallest eigenvalue: one eigenvalue computation, two factorisations.
import numpy as np
from scipy.linalg import LinAlgError, cholesky, eigvalsh


def modified_cholesky(H, beta=1e-3):
    if not beta > 0:
        raise ValueError("beta must be positive")
    try:
        # scipy raises ValueError by itself where H holds NaN or infinity.
        return cholesky(H, lower=True), 0.0
    except LinAlgError:
        pass
    smallest = eigvalsh(H, subset_by_index=[0, 0])[0]
    tau = float(max(0.0, -smallest) + beta * max(1.0, np.abs(H).max()))
    return cholesky(H + tau * np.eye(len(H)), lower=True), tau
