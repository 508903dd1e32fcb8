# caught by: purity
# sentence: x0 changed during the call: your iteration writes into the array it was given.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    best = (x0.copy(), float("inf"), 0)
    for t in range(T):
        g = grad(x0)
        if g @ g < best[1]:
            best = (x0.copy(), float(g @ g), t)
        x0 -= eta * g
    return best
