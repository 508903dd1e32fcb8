# caught by: rate
# sentence: You averaged the quotients. With a constant above the smallest of them, gradient
#   descent does not keep the rate 1 − μ/L at every step.
def pl_constant(f, grad, xs, fstar):
    quotients = []
    for x in xs:
        gap = f(x) - fstar
        if gap < 0:
            raise ValueError("f is below fstar")
        if gap > 0:
            g = grad(x)
            quotients.append(float(g @ g) / (2 * gap))
    return sum(quotients) / len(quotients) if quotients else float("inf")
