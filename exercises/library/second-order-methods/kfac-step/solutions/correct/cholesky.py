# Cholesky factors of both damped matrices, damping added on the diagonal of a copy.
import torch


def damp(matrix, lam):
    damped = matrix.clone()
    damped.diagonal().add_(lam)
    return torch.linalg.cholesky(damped)


def kfac_step(G, A, B, lam):
    half = torch.cholesky_solve(G, damp(B, lam))
    return torch.cholesky_solve(half.T, damp(A, lam)).T
