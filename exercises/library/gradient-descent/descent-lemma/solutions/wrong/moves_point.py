# caught by: purity
# sentence: The point x had moved when you returned. You were asked about a step; nobody has made
#   it yet.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    before = f(x)
    x -= eta * g
    return before - promised - f(x)
