# caught by: memory
# sentence: One matrix for each example was kept, and 4000 of 501 by 501 entries did not fit. The
#   factors are sums over the batch: the outer products need not all exist at the same time.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    outer = (acts[:, :, None] * acts[:, None, :]).mean(dim=0)
    return outer, columns.T @ columns / n
