# caught by: value
# sentence: You measured the gradient where the step ends. The promise is made where it begins:
#   ‖∇f(x)‖² belongs to the old point.
def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    end = grad(x - eta * g)
    promised = eta * (1 - L * eta / 2) * (end @ end)
    return f(x) - promised - f(x - eta * g)
