# caught by: accumulation
# sentence: The statistics that you return contain eps, and the next step adds it again. It enters
#   the root only.
import torch


def root(matrix, eps):
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError("singular")
    return (Q * raised**-0.25) @ Q.T


def shampoo_step(W, G, L, R, lr, eps):
    L, R = L + G @ G.T, R + G.T @ G
    L = L + eps * torch.eye(len(L), dtype=L.dtype, device=L.device)
    R = R + eps * torch.eye(len(R), dtype=R.dtype, device=R.device)
    return W - lr * root(L, 0.0) @ G @ root(R, 0.0), L, R
