# Rotates into the eigenbases of the factors, where damping and division are elementwise.
import torch


def kfac_step(G, A, B, lam):
    a, U = torch.linalg.eigh(A)
    b, V = torch.linalg.eigh(B)
    rotated = V.T @ G @ U
    return V @ (rotated / ((b + lam)[:, None] * (a + lam))) @ U.T
