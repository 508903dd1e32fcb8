# The classical tableau written out; the modified gradient from one gradient and one product.
def flow(grad, x0, t, n):
    if n < 1:
        raise ValueError("n must be at least 1")
    x, h = x0.copy(), t / n
    for _ in range(n):
        k1 = grad(x)
        k2 = grad(x - h / 2 * k1)
        k3 = grad(x - h / 2 * k2)
        k4 = grad(x - h * k3)
        x -= h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return x


def modified_flow_grad(grad, hvp, eta, x):
    g = grad(x)
    return g + eta / 2 * hvp(x, g)
