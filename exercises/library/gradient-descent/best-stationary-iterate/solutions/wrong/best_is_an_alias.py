# caught by: certificate
# sentence: Your gmin is right, but it is not the gradient at the point you returned: that point
#   moved on with the iterate. Remember a copy of the point, not another name for it.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x = x0.copy()
    best, smallest, index = x, float("inf"), 0
    for t in range(T):
        g = grad(x)
        if g @ g < smallest:
            best, smallest, index = x, float(g @ g), t
        x -= eta * g
    return best, smallest, index
