# Rotates the gradient into both eigenbases and divides entry by entry.
import torch


def shampoo_step(W, G, L, R, lr, eps):
    left, right = L + G @ G.mT, R + G.mT @ G
    rows, U = torch.linalg.eigh(left)
    columns, V = torch.linalg.eigh(right)
    rows, columns = torch.relu(rows) + eps, torch.relu(columns) + eps
    if rows.min() <= 0 or columns.min() <= 0:
        raise torch.linalg.LinAlgError("no inverse root of a singular matrix")
    scale = torch.outer(rows, columns).sqrt().sqrt()
    step = U @ ((U.mT @ G @ V) / scale) @ V.mT
    return torch.sub(W, step, alpha=lr), left, right
