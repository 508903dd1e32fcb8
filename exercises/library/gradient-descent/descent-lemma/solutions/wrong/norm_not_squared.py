# caught by: value
# sentence: Your promise grows in proportion to the gradient. Slope and move both contain its
#   length, so the promise contains its square.
import numpy as np


def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * np.linalg.norm(g)
    return f(x) - promised - f(x - eta * g)
