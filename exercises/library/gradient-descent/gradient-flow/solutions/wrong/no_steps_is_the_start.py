# caught by: at_once
# sentence: With n below 1 you returned the start, as if no time had passed. A flow cannot go
#   anywhere in no steps: refuse.
def flow(grad, x0, t, n):
    x, h = x0.copy(), t / max(n, 1)
    for _ in range(n):
        k1 = -grad(x)
        k2 = -grad(x + h / 2 * k1)
        k3 = -grad(x + h / 2 * k2)
        k4 = -grad(x + h * k3)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return x


def modified_flow_grad(grad, hvp, eta, x):
    g = grad(x)
    return g + eta / 2 * hvp(x, g)
