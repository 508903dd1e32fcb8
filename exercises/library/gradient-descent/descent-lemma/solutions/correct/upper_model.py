# Builds the quadratic model that lies above f, and evaluates it at the new point.
import numpy as np


def descent_slack(f, grad, x, eta, L):
    g = grad(x)
    move = -eta * g
    above = f(x) + np.dot(g, move) + L / 2 * np.sum(move**2)
    return float(above - f(x + move))
