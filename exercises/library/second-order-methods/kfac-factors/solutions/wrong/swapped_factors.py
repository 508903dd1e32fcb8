# caught by: value
# sentence: The factors came in the wrong order. A, of the inputs, is the first of the pair.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    return columns.T @ columns / n, acts.T @ acts / n
