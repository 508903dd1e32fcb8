# caught by: long_step
# sentence: You promised a decrease for a step of more than 2/L. There 1 − Lη/2 is negative: the
#   lemma allows f to rise, and by how much.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * abs(1 - L * eta / 2) * (g @ g)
    return f(x) - promised - f(x - eta * g)
