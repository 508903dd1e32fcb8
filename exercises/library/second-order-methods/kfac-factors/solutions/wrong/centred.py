# caught by: exact
# sentence: Means were taken off before the products: these are covariances. The factors are second
#   moments about zero, and with a constant input the means are part of A.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(n, -1, backs.shape[-1])
    columns = (columns - columns.mean(dim=0)).reshape(-1, backs.shape[-1])
    acts = acts - acts.mean(dim=0)
    return acts.T @ acts / n, columns.T @ columns / n
