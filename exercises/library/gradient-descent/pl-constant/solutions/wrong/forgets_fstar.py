# caught by: shift
# sentence: Lifting f and its minimum by the same number changed your answer. The condition is
#   about the gap f(x) − f*, not about the value f(x).
import math


def pl_constant(f, grad, xs, fstar):
    smallest = math.inf
    for x in xs:
        y = f(x)
        if y < fstar:
            raise ValueError("f is below fstar")
        if y > fstar:
            g = grad(x)
            smallest = min(smallest, float(g @ g) / (2 * y))
    return smallest
