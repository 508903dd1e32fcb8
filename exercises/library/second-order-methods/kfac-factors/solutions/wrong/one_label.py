# caught by: expectation
# sentence: Only the first column of each example was used, which is one label of many. The Fisher
#   information takes the expectation over all labels that the model may predict.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs if backs.ndim == 2 else backs[:, 0]
    return acts.T @ acts / n, columns.T @ columns / n
