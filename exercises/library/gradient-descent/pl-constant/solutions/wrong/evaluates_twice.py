# caught by: calls
# sentence: The value is right, but f was evaluated more often than there are points: the test and
#   the quotient need the same number.
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        if f(x) < fstar:
            raise ValueError("f is below fstar")
        if f(x) > fstar:
            g = grad(x)
            smallest = min(smallest, float(g @ g) / (2 * (f(x) - fstar)))
    return smallest
