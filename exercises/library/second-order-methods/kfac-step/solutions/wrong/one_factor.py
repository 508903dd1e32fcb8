# caught by: round_trip
# sentence: Only B + λI was inverted. Multiplying your step back by both damped factors does not
#   return G.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(damped(B, lam), G)
