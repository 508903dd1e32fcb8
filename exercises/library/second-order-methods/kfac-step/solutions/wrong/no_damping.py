# caught by: rank_deficient
# sentence: A factor estimated from fewer examples than the layer is wide is singular, and solving
#   with it alone failed. The damping enters both factors before anything is solved.
import torch


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(A, torch.linalg.solve(B, G), left=False)
