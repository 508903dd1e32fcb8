# caught by: expectation
# sentence: The columns of each example were added before the outer product was taken. B is the sum
#   of the columns' outer products; in the sum of the columns labels cancel each other.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(n, -1, backs.shape[-1]).sum(dim=1)
    return acts.T @ acts / n, columns.T @ columns / n
