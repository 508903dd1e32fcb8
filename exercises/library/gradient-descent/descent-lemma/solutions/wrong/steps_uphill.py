# caught by: value
# sentence: You looked at the value on the other side. A gradient step goes to x − η∇f(x).
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * (g @ g)
    return f(x) - promised - f(x + eta * g)
