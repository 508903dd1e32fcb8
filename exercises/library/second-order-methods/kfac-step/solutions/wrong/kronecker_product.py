# caught by: memory
# sentence: What was built for a layer of 500 by 512 did not fit: a matrix of (io)² entries takes
#   244 GiB there. Systems of size i and o are enough.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    system = torch.kron(damped(B, lam), damped(A, lam))
    return torch.linalg.solve(system, G.reshape(-1)).reshape(G.shape)
