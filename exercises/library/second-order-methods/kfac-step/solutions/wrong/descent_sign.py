# caught by: positive
# sentence: Your step points against the gradient. The exercise asks for the preconditioned
#   gradient itself; the optimiser subtracts it.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return -torch.linalg.solve(damped(A, lam), torch.linalg.solve(damped(B, lam), G), left=False)
