# All momenta first; then lists, and the momentum as a velocity that the gradient step corrects.
import numpy as np


def nesterov(grad, x0, L, T, mu=0.0):
    if mu < 0 or mu > L:
        raise ValueError("mu must be between 0 and L")
    root = (mu / L) ** 0.5
    if mu > 0:
        betas = [(1 - root) / (1 + root)] * T
    else:
        s = [1.0]
        for _ in range(T):
            s.append(0.5 + (0.25 + s[-1] ** 2) ** 0.5)
        betas = [(s[t] - 1) / s[t + 1] for t in range(T)]
    xs, ys, velocity = [x0], [x0], np.zeros(len(x0))
    for beta in betas:
        step = ys[-1] - xs[-1] - grad(ys[-1]) / L
        velocity = step
        xs.append(xs[-1] + velocity)
        ys.append(xs[-1] + beta * velocity)
    return np.array(xs), np.array(ys)
