# The formula, term by term.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    return float(f(x) - eta * (1 - L * eta / 2) * (g @ g) - f(x - eta * g))
