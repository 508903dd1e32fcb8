# caught by: value
# sentence: Your step solves with B⊗A + λI, which damps the product. The exercise damps each factor.
import torch


def kfac_step(G, A, B, lam):
    a, U = torch.linalg.eigh(A)
    b, V = torch.linalg.eigh(B)
    return V @ ((V.T @ G @ U) / (b[:, None] * a + lam)) @ U.T
