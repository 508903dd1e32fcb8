# A loop over step numbers; every reason to stop returns from inside it.
import numpy as np


def minimize(fun, x0, eta, gtol, maxit, callback=None):
    x = x0.copy()
    f, g = fun(x)
    best_x, best_f, history = x, f, [f]
    if not (np.isfinite(f) and np.isfinite(g).all()):
        return x, f, "nan", 0, 1, np.array(history), x.copy()

    def result(status, nfev):
        nit = len(history) - 1
        return best_x.copy(), best_f, status, nit, nfev, np.array(history), x.copy()

    for nit in range(maxit + 1):
        if nit > 0 and callback is not None:
            try:
                callback(nit, x.copy(), f)
            except StopIteration:
                return result("user_stop", nit + 1)
        if np.linalg.norm(g) <= gtol:
            return result("converged", nit + 1)
        if nit == maxit:
            break
        trial = x - eta * g
        trial_f, trial_g = fun(trial)
        if not (np.isfinite(trial_f) and np.isfinite(trial_g).all()):
            return result("nan", nit + 2)
        x, f, g = trial, trial_f, trial_g
        history.append(f)
        if f < best_f:
            best_x, best_f = x, f
    return result("maxit", maxit + 1)
