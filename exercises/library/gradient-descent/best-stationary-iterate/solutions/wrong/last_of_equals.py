# caught by: ties
# sentence: Of several iterates with equal gradients you returned a later one. The first counts.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, best = x0, (x0.copy(), float("inf"), 0)
    for t in range(T):
        g = grad(x)
        if g @ g <= best[1]:
            best = (x.copy(), float(g @ g), t)
        x = x - eta * g
    return best
