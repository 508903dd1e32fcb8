# caught by: deficient
# sentence: You added a small number to the gap to avoid a division by zero. It lowers every
#   quotient: leave out the rows where the gap is 0, and the others need no guard.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            g = grad(x)
            smallest = min(smallest, float(g @ g) / (2 * gap + 1e-6))
    return smallest
