# caught by: value
# sentence: Your right statistic is made of a gradient that the left root had already scaled, and
#   the exponents are −1/2. Both statistics are of the gradient itself. A published program has this
#   error.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.5) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L = L + G @ G.T
    half = root(L, eps) @ G
    R = R + half.T @ half
    return W - lr * half @ root(R, eps), L, R
