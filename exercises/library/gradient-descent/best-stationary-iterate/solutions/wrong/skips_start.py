# caught by: value
# sentence: The start was never looked at. It is the first of the T iterates, and its gradient may
#   be the smallest of all.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    g, best = grad(x0), (x0.copy(), float("inf"), 0)
    x = x0 - eta * g
    for t in range(1, T):
        g = grad(x)
        if g @ g < best[1]:
            best = (x.copy(), float(g @ g), t)
        x = x - eta * g
    return best
