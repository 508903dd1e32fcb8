# caught by: value
# sentence: The roots were taken of the statistics from before this step. The present gradient is
#   added first; at the start there is nothing else to divide by.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    step = root(L - G @ G.T, eps) @ G @ root(R - G.T @ G, eps)
    return W - lr * step, L, R
