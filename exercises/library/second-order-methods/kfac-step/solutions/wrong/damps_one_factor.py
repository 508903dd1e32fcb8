# caught by: round_trip
# sentence: Only A was damped. B was inverted as it came, without λI.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(damped(A, lam), torch.linalg.solve(B, G), left=False)
