# caught by: expectation
# sentence: With k columns for each example your B is k times too small. The columns already carry
#   the probabilities of their labels, so they are added up; the mean is taken over examples only.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    return acts.T @ acts / n, columns.T @ columns / len(columns)
