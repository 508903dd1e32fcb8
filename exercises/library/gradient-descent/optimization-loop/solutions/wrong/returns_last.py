# caught by: best
# sentence: Your x is where the run ended, though it had been at a better point before. With a
#   constant step f may rise; the best point seen is what the caller wants.
import numpy as np


def minimize(fun, x0, eta, gtol, maxit, callback=None):
    x = x0.copy()
    f, g = fun(x)
    history, nfev = [f], 1
    status = "nan"
    while np.isfinite(f) and np.isfinite(g).all():
        nit = len(history) - 1
        if nit > 0 and callback is not None:
            try:
                callback(nit, x.copy(), f)
            except StopIteration:
                status = "user_stop"
                break
        if np.linalg.norm(g) <= gtol:
            status = "converged"
            break
        if nit == maxit:
            status = "maxit"
            break
        trial = x - eta * g
        f, g = fun(trial)
        nfev += 1
        if np.isfinite(f) and np.isfinite(g).all():
            x = trial
            history.append(f)
    nit = len(history) - 1
    return x.copy(), history[-1], status, nit, nfev, np.array(history), x.copy()
