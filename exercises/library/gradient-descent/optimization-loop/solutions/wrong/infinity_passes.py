# caught by: not_finite
# sentence: An infinite value was taken for a value like others. Test for finite, not for NaN: the
#   next step from infinity is NaN.
import numpy as np


def minimize(fun, x0, eta, gtol, maxit, callback=None):
    x = x0.copy()
    f, g = fun(x)
    best_x, best_f, history, nfev = x, f, [f], 1
    status = "nan"
    while not np.isnan(f) and not np.isnan(g).any():
        nit = len(history) - 1
        if f < best_f:
            best_x, best_f = x, f
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
        if not np.isnan(f) and not np.isnan(g).any():
            x = trial
            history.append(f)
    nit = len(history) - 1
    return best_x.copy(), best_f, status, nit, nfev, np.array(history), x.copy()
