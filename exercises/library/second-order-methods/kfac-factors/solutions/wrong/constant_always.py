# caught by: constant
# sentence: With bias=False the constant input was appended all the same. A layer without bias has i
#   inputs.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    return acts.T @ acts / n, columns.T @ columns / n
