# caught by: roundoff
# sentence: An eigenvalue that rounding had made negative stayed negative with eps, and its root is
#   NaN. A sum of GGᵀ has none below zero; what is found there is rounding and counts as zero.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues + eps
    if bool((raised == 0).any()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
