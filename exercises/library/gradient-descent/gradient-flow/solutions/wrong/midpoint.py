# caught by: order
# sentence: The error of your flow falls as the second power of the step: that is the midpoint
#   rule, which stops after two of the four gradients.
def flow(grad, x0, t, n):
    if n < 1:
        raise ValueError("n must be at least 1")
    x, h = x0.copy(), t / n
    for _ in range(n):
        x = x - h * grad(x - h / 2 * grad(x))
    return x


def modified_flow_grad(grad, hvp, eta, x):
    g = grad(x)
    return g + eta / 2 * hvp(x, g)
