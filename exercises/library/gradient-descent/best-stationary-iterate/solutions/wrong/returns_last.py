# caught by: rises
# sentence: You returned the last iterate, while an earlier one had a smaller gradient. The bound
#   speaks of the best iterate; the last may be far worse.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x = x0
    for _ in range(T):
        last, g = x, grad(x)
        x = x - eta * g
    return last.copy(), float(g @ g), T - 1
