# caught by: scale
# sentence: Multiplying f by a number did not multiply your answer by it. The gradient enters
#   squared, the gap once.
import math

import numpy as np


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            smallest = min(smallest, float(np.linalg.norm(grad(x))) / (2 * gap))
    return smallest
