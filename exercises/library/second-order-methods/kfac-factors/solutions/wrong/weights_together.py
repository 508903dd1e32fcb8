# caught by: value
# sentence: The inputs were weighted by the size of their derivatives, as in the exact block. K-FAC
#   takes the two apart: each factor knows nothing of the other.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    weight = backs.reshape(n, -1).square().sum(dim=1)
    return acts.T @ (acts * (weight / weight.sum())[:, None]), columns.T @ columns / n
