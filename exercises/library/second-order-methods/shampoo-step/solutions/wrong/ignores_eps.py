# caught by: rank_deficient
# sentence: eps is missing. A statistic of few gradients is singular, and 0 to the power −1/4 is
#   infinite.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0)
    if eps == 0 and not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
