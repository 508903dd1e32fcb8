# Two explicit loops over the kept pairs, with a list of coefficients.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    pairs = [
        (s, y, s @ y)
        for s, y in zip(S, Y, strict=True)
        if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)
    ]
    if gamma is None:
        gamma = 1.0
        if pairs:
            _, y, sy = pairs[-1]
            gamma = sy / (y @ y)
    q = np.array(g)
    coefficients = []
    for s, y, sy in reversed(pairs):
        a = (s @ q) / sy
        coefficients.append(a)
        q = q - a * y
    r = gamma * q
    for s, y, sy in pairs:
        b = (y @ r) / sy
        r = r + s * (coefficients.pop() - b)
    return -r
