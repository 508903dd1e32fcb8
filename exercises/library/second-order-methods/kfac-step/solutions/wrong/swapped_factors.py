# caught by: square
# sentence: With a square layer A and B were exchanged.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(damped(B, lam), torch.linalg.solve(damped(A, lam), G), left=False)
