# caught by: round_trip
# sentence: Agreement with double precision stops after about eight digits. λI was made in the
#   default dtype, float32, and had rounded λ before it met your factors; on a GPU it would not
#   even be on the same device.
import torch


def kfac_step(G, A, B, lam):
    damped_A = A + lam * torch.eye(len(A))
    damped_B = B + lam * torch.eye(len(B))
    return torch.linalg.solve(damped_A, torch.linalg.solve(damped_B, G), left=False)
