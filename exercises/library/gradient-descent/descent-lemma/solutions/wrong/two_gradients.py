# caught by: calls
# sentence: You took the gradient twice at the same point. It serves for the step and for the
#   promise: keep it.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    return f(x) - promised - f(x - eta * grad(x))
