# caught by: accumulation
# sentence: Your statistics are running averages. Those of Shampoo are sums, so that steps grow
#   shorter as in Adagrad.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = 0.95 * L + 0.05 * G @ G.T, 0.95 * R + 0.05 * G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
