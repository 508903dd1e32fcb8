# caught by: value
# sentence: Your value is twice the PL constant. The condition compares half the squared gradient
#   with μ times the gap.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            g = grad(x)
            smallest = min(smallest, float(g @ g) / gap)
    return smallest
