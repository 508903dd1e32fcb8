# caught by: wrong_constant
# sentence: You turned a broken promise into zero. A negative value is what shows that L is too
#   small.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    return max(f(x) - promised - f(x - eta * g), 0.0)
