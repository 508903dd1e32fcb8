# caught by: isotropic
# sentence: On a quadratic with the Hessian L·I the lemma is an equality, and your value is not
#   zero. The curvature costs Lη²/2, not Lη².
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta) * (g @ g)
    return f(x) - promised - f(x - eta * g)
