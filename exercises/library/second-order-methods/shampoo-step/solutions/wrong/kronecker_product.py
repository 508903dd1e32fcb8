# caught by: memory
# sentence: The full preconditioner of a layer of 450 by 450 was built; it has (mn)² entries, 153
#   GiB, and did not fit. A product with it is one small product from each side.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    full = torch.kron(root(L, eps), root(R, eps))
    return W - lr * (full @ G.reshape(-1)).reshape(G.shape), L, R
