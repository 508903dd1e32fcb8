# caught by: equivariance
# sentence: Turning the gradient did not turn your step: the entries of the statistics were raised
#   to the power −1/4 one by one. The root of a matrix acts on its eigenvalues.
import torch


def root(matrix, eps):
    eye = torch.eye(len(matrix), dtype=matrix.dtype, device=matrix.device)
    raised = matrix.abs() + eps * eye
    if not bool((raised.diagonal() > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return raised.clamp(min=1e-12) ** -0.25


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
