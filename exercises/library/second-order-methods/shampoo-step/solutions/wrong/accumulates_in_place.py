# caught by: purity
# sentence: The statistics that you were given changed during the call. New ones are returned, so
#   that a step can be taken back.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L += G @ G.T
    R += G.T @ G
    return W - lr * root(L, eps) @ G @ root(R, eps), L.clone(), R.clone()
