# caught by: polar
# sentence: Your first step is G divided by its singular values twice over, where the orthogonal
#   factor of G is due. Both sides act on the same gradient, so each one takes the exponent −1/4.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.5) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L, R
