# caught by: round_trip
# sentence: The preconditioner is the inverse of the factors.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return damped(B, lam) @ G @ damped(A, lam)
