# caught by: calls
# sentence: The result is right, but each iterate cost you two gradients: one to measure and one
#   to step. It is the same vector.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, best = x0, (x0.copy(), float("inf"), 0)
    for t in range(T):
        g = grad(x)
        if g @ g < best[1]:
            best = (x.copy(), float(g @ g), t)
        x = x - eta * grad(x)
    return best
