# caught by: constant
# sentence: The constant input came first. It goes last, where the bias is in a row of the weight
#   matrix.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts.new_ones(n, 1), acts], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    return acts.T @ acts / n, columns.T @ columns / n
