# One linear solve from each side.
import torch


def kfac_step(G, A, B, lam):
    A = A + lam * torch.eye(A.shape[0], dtype=A.dtype, device=A.device)
    B = B + lam * torch.eye(B.shape[0], dtype=B.dtype, device=B.device)
    return torch.linalg.solve(A, torch.linalg.solve(B, G), left=False)
