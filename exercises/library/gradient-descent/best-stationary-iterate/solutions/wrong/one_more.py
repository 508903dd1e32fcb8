# caught by: value
# sentence: You looked at one iterate too many. The T iterates are x₀ to x_{T−1}, the start
#   included.
def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    x, best = x0, (x0.copy(), float("inf"), 0)
    for t in range(T + 1):
        g = grad(x)
        if g @ g < best[1]:
            best = (x.copy(), float(g @ g), t)
        x = x - eta * g
    return best
