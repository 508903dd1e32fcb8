# caught by: refuses
# sentence: With T below 1 there was nothing to choose from, and a result came back all the same.
#   A caller would take it for an iterate with a gradient that was measured.
def best_stationary(grad, x0, eta, T):
    x, best = x0, (x0.copy(), float("inf"), 0)
    for t in range(T):
        g = grad(x)
        if g @ g < best[1]:
            best = (x.copy(), float(g @ g), t)
        x = x - eta * g
    return best
