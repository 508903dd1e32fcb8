# caught by: below
# sentence: f was below fstar at a row and you went on. Then fstar is not the minimum, and the
#   quotient there would be negative: refuse.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap > 0:
            g = grad(x)
            smallest = min(smallest, float(g @ g) / (2 * gap))
    return smallest
