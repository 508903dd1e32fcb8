# caught by: minimisers
# sentence: A row at the minimum turned your answer into nan. There the quotient is 0/0 and says
#   nothing; such rows are left out.
import numpy as np


def pl_constant(f, grad, xs, fstar):
    gaps = np.array([f(x) for x in xs]) - fstar
    if (gaps < 0).any():
        raise ValueError("f is below fstar")
    squares = np.array([np.sum(grad(x) ** 2) for x in xs])
    return float(np.min(squares / (2 * gaps)))
