# caught by: value
# sentence: GGᵀ and GᵀG were exchanged. GGᵀ compares rows and acts from the left; a square layer
#   hides the difference in shape, not in value.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G.T @ G, R + G @ G.T
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
