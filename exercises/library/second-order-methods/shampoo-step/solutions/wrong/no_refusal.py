# caught by: singular
# sentence: Statistics of zero and no eps gave NaN or infinity. There is no inverse root of a
#   singular matrix: raise LinAlgError, so that the weights are not lost.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    return (Q * (eigenvalues.clamp(min=0) + eps) ** -0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
