# Factorises column by column without a library, and widens a shift that succeeded.
import math

import numpy as np


def factor(A):
    n = len(A)
    L = np.zeros_like(A)
    for j in range(n):
        pivot = A[j, j] - L[j, :j] @ L[j, :j]
        if not pivot > 0:
            return None
        L[j, j] = math.sqrt(pivot)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / L[j, j]
    return L


def modified_cholesky(H, beta=1e-3):
    if not math.isfinite(np.abs(H).sum()):
        raise ValueError("H holds NaN or infinity")
    if not beta > 0:
        raise ValueError("beta must be positive")
    tau, L = 0.0, factor(H)
    while L is None:
        tau = 2 * tau if tau else beta
        L = factor(H + tau * np.eye(len(H)))
    if tau == 0:
        return L, tau
    # Half as much again keeps away from a shift that only just succeeded.
    tau *= 1.5
    return factor(H + tau * np.eye(len(H))), tau
