# caught by: value
# sentence: Your factors have rank 1: examples were averaged before the outer product. The factor of
#   a batch is the mean of outer products, not the outer product of the mean.
import torch


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    if bias:
        acts = torch.cat([acts, acts.new_ones(n, 1)], dim=1)
    mean = backs.reshape(n, -1, backs.shape[-1]).sum(dim=1).mean(dim=0)
    inputs = acts.mean(dim=0)
    return torch.outer(inputs, inputs), torch.outer(mean, mean)
