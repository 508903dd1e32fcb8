# caught by: later
# sentence: You stopped where the gradient grew for the first time. On a nonconvex function it may
#   grow and fall again: all T iterates have to be looked at.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, best = x0, (x0.copy(), float("inf"), 0)
    for t in range(T):
        g = grad(x)
        if g @ g > best[1]:
            break
        if g @ g < best[1]:
            best = (x.copy(), float(g @ g), t)
        x = x - eta * g
    return best
