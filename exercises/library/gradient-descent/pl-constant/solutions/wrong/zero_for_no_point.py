# caught by: minimisers
# sentence: With every row at the minimum you returned 0, which would say that no rate is known.
#   No point bounds the constant there: it is infinite.
def pl_constant(f, grad, xs, fstar):
    quotients = []
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            g = grad(x)
            quotients.append(float(g @ g) / (2 * gap))
    return min(quotients, default=0.0)
