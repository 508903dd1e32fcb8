# caught by: units
# sentence: You stopped when f would change by little. In other units of f the same change is
#   large: stationarity is measured by the gradient, and all T iterates have to be looked at.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, best = x0, (x0.copy(), float("inf"), 0)
    for t in range(T):
        g = grad(x)
        if g @ g < best[1]:
            best = (x.copy(), float(g @ g), t)
        if eta * (g @ g) < 1e-12:
            break
        x = x - eta * g
    return best
