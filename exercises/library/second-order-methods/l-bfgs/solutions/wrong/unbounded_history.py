# caught by: direction
# sentence: Your memory grows with each iteration: all pairs go into the direction. Only the last m
#   are kept, and the oldest goes when a new one comes.
import numpy as np


def lbfgs(fun_grad, x0, m=10, tol=1e-8, maxit=1000):
    if m < 1:
        raise ValueError("at least one pair must be kept")
    x = x0.copy()
    f, g = fun_grad(x)
    history, S, Y = [f], [], []
    for _ in range(maxit):
        if np.abs(g).max() <= tol:
            break
        d = _direction(g, S, Y)
        found = _search(fun_grad, x, f, g, d, 1.0 if S else min(1.0, 1 / np.abs(g).sum()))
        if found is None:
            break
        x_new, f_new, g_new = found
        S.append(x_new - x)
        Y.append(g_new - g)
        x, f, g = x_new, f_new, g_new
        history.append(f)
    return x, np.array(history), bool(np.abs(g).max() <= tol)


def _direction(g, S, Y):
    q, alpha = g.copy(), []
    for s, y in zip(reversed(S), reversed(Y), strict=True):
        alpha.append((s @ q) / (s @ y))
        q -= alpha[-1] * y
    if S:
        q *= (S[-1] @ Y[-1]) / (Y[-1] @ Y[-1])
    for s, y in zip(S, Y, strict=True):
        q += (alpha.pop() - (y @ q) / (s @ y)) * s
    return -q


def _search(fun_grad, x, f, g, d, a):
    low, high, slope = 0.0, np.inf, g @ d
    for _ in range(60):
        x_new = x + a * d
        f_new, g_new = fun_grad(x_new)
        if not f_new <= f + 1e-4 * a * slope:
            high = a
        elif abs(g_new @ d) <= -0.9 * slope:
            return x_new, f_new, g_new
        elif g_new @ d < 0:
            low = a
        else:
            high = a
        a = 2 * a if np.isinf(high) else (low + high) / 2
    return None
