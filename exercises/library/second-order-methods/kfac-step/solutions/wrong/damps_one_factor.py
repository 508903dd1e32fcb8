# caught by: round_trip
# sentence: B+λI missing on one side.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(damped(A, lam), torch.linalg.solve(B, G), left=False)
