# caught by: equivariance
# sentence: Turning the gradient did not turn your step: only the diagonals of the statistics were
#   used. The entries beside them are what sets Shampoo apart from Adagrad.
import torch


def root(matrix, eps):
    raised = matrix.diagonal().clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return torch.diag(raised**-0.25)


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
