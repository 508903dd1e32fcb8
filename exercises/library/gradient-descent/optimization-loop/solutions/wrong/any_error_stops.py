# caught by: exceptions
# sentence: The callback raised an error, and your run ended as if the user had asked for it. Only
#   StopIteration asks; every other exception is an error, and the caller has to see it.
import numpy as np


def minimize(fun, x0, eta, gtol, maxit, callback=None):
    x = x0.copy()
    f, g = fun(x)
    best_x, best_f, history, nfev = x, f, [f], 1
    status = "nan"
    while np.isfinite(f) and np.isfinite(g).all():
        nit = len(history) - 1
        if f < best_f:
            best_x, best_f = x, f
        if nit > 0 and callback is not None:
            try:
                callback(nit, x.copy(), f)
            except Exception:  # noqa: BLE001
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
    return best_x.copy(), best_f, status, nit, nfev, np.array(history), x.copy()
