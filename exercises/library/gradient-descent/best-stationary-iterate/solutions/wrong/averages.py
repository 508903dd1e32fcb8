# caught by: value
# sentence: Your point is the mean of the iterates. On a nonconvex function the mean of points
#   with small gradients may have a large one; an iterate itself has to be chosen.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, total, smallest, index = x0, 0 * x0, float("inf"), 0
    for t in range(T):
        total = total + x
        g = grad(x)
        if g @ g < smallest:
            smallest, index = float(g @ g), t
        x = x - eta * g
    return total / T, smallest, index
