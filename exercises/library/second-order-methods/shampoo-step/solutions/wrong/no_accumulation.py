# caught by: accumulation
# sentence: Your statistics hold the newest gradient only. They are sums over all steps: what was
#   given is added to.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = G @ G.T, G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
