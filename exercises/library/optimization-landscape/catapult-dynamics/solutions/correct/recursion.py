# Never forms a step: the pair (f, λ) has a recursion of its own.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f = [float(u @ v) / n**0.5]
    lam = [float(u @ u + v @ v) / n]
    for _ in range(T):
        push = eta * f[-1] ** 2 / n
        f_next = f[-1] * (1 - eta * lam[-1] + eta * push)
        lam.append(lam[-1] + push * (eta * lam[-1] - 4))
        f.append(f_next)
    return np.array(f), np.array(lam)
