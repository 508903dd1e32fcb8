# caught by: memory
# sentence: Correct, but you built (io)² elements; two small solves suffice.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    system = torch.kron(damped(B, lam), damped(A, lam))
    return torch.linalg.solve(system, G.reshape(-1)).reshape(G.shape)
