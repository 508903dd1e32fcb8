# caught by: smooth
# sentence: You used the decrease η/2·‖∇f‖². It follows from the lemma for η ≤ 1/L only; for longer
#   steps the lemma promises less.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta / 2 * (g @ g)
    return f(x) - promised - f(x - eta * g)
