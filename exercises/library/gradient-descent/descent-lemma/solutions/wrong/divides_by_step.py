# caught by: zero_step
# sentence: You divided by the step size. The lemma speaks of a decrease, not of a rate, and it
#   holds for η = 0, too.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    return (f(x) - promised - f(x - eta * g)) / eta
