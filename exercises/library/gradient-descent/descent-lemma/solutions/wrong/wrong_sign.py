# caught by: value
# sentence: Your value has the wrong sign. Counted is the decrease that was found less the one that
#   was promised, so that a kept promise is not negative.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    return f(x - eta * g) - f(x) + promised
