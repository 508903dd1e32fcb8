# caught by: round_trip
# sentence: Multiplying back by both factors does not return G.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(damped(B, lam), G)
