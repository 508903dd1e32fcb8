# caught by: value
# sentence: Your factors were damped by √λ, the split that gives a product damped by about λ. Here
#   λ itself is added to each factor.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    half = torch.linalg.solve(damped(B, lam**0.5), G)
    return torch.linalg.solve(damped(A, lam**0.5), half, left=False)
