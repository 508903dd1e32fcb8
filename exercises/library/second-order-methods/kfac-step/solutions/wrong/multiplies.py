# caught by: round_trip
# sentence: Your step is (B+λI)G(A+λI): the factors were multiplied in. The preconditioner is their
#   inverse.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return damped(B, lam) @ G @ damped(A, lam)
