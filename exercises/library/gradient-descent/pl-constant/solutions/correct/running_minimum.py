# One pass over the rows with a running minimum that starts at infinity.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            g = grad(x)
            smallest = min(smallest, 0.5 * float(g @ g) / gap)
    return smallest
