# caught by: calls
# sentence: The modified gradient is right, but it took two products with the Hessian. The product
#   is linear: one is enough.
def flow(grad, x0, t, n):
    if n < 1:
        raise ValueError("n must be at least 1")
    x, h = x0.copy(), t / n
    for _ in range(n):
        k1 = -grad(x)
        k2 = -grad(x + h / 2 * k1)
        k3 = -grad(x + h / 2 * k2)
        k4 = -grad(x + h * k3)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return x


def modified_flow_grad(grad, hvp, eta, x):
    g = grad(x)
    return g + eta / 4 * (hvp(x, g) + hvp(x, g))
