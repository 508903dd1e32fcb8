# caught by: single_precision
# sentence: Gradient and factors came in float32 and float64 went back. The result keeps the dtype
#   of G.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    G, A, B = G.double(), A.double(), B.double()
    return torch.linalg.solve(damped(A, lam), torch.linalg.solve(damped(B, lam), G), left=False)
