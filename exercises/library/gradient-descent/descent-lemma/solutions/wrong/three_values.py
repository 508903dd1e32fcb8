# caught by: calls
# sentence: You computed one of the values of f twice. The lemma compares two points.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    new = x - eta * g
    if f(new) != f(new):
        raise ValueError("f is not a number there")
    return f(x) - promised - f(new)
