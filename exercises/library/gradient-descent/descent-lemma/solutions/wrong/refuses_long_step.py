# caught by: long_step
# sentence: You refused a step of more than 2/L. No decrease is promised there, but the inequality
#   still holds.
def descent_slack(f, grad, x, eta, L):
    if eta * L > 2:
        raise ValueError("the step is too long")
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    return f(x) - promised - f(x - eta * g)
