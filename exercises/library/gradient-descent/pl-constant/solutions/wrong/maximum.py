# caught by: value
# sentence: You took the largest quotient. The condition must hold at every point, so the smallest
#   one decides.
def pl_constant(f, grad, xs, fstar):
    quotients = []
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            g = grad(x)
            quotients.append(float(g @ g) / (2 * gap))
    return max(quotients, default=float("inf"))
