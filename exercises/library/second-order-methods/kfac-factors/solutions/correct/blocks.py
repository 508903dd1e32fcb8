# Writes the blocks of A one by one, and sums over the columns with einsum.
import torch


def kfac_factors(acts, backs, bias=True):
    n, i = acts.shape
    if n < 1 or len(backs) != n:
        raise ValueError("one derivative for each input, and at least one")
    A = torch.empty(i + bias, i + bias, dtype=acts.dtype, device=acts.device)
    A[:i, :i] = torch.einsum("na,nb->ab", acts, acts) / n
    if bias:
        A[i, :i] = A[:i, i] = acts.mean(dim=0)
        A[i, i] = 1
    if backs.ndim == 2:
        backs = backs[:, None, :]
    return A, torch.einsum("nka,nkb->ab", backs, backs) / n
