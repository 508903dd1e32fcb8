# caught by: lazy
# sentence: Your output never changes sign: that is the path of very short steps. With ηλ between 1
#   and 2 each step overshoots, and the sign of f flips while its size falls.
import numpy as np


def catapult(u, v, eta, T):
    n, parts = len(u), 1000
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        for _ in range(parts if t < T else 0):
            turn = eta / parts * (u @ v) / n
            u, v = u - turn * v, v - turn * u
    return f, lam
