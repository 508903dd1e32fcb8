# caught by: calls
# sentence: The value is right and the price is not: one product was asked for each of the n rows of
#   the Hessian. Differentiating gᵀv is a single one.
import torch


def hvp(f, x, v):
    return torch.autograd.functional.hessian(f, x) @ v
