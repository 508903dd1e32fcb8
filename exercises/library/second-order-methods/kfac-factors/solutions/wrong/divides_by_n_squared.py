# caught by: value
# sentence: Your B is n times too small. The derivatives are those of single examples, so B is
#   divided by n once; n² would be right for the derivatives of a mean loss.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    columns = backs.reshape(-1, backs.shape[-1])
    return acts.T @ acts / n, columns.T @ columns / n**2
