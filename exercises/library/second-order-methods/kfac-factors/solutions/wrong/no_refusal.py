# caught by: refusal
# sentence: Inputs and derivatives of different numbers of examples were taken, or none at all,
#   which gives 0/0. One row of each belongs to one example: raise ValueError.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    return acts.T @ acts / n, columns.T @ columns / n
