# caught by: purity
# sentence: xs changed during the call: you wrote into the rows you wanted to leave out.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap == 0:
            x[:] = math.nan
            continue
        g = grad(x)
        smallest = min(smallest, float(g @ g) / (2 * gap))
    return smallest
