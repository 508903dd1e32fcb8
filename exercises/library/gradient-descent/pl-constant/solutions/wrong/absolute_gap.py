# caught by: scale
# sentence: You left out points whose gap is small in absolute terms. In other units of f the same
#   gap is large: only a gap of exactly 0 says nothing.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 1e-12:
            g = grad(x)
            smallest = min(smallest, float(g @ g) / (2 * gap))
    return smallest
