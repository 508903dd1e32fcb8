# Keeps every point and picks the best one at the end; a small function names the reason to stop.
import numpy as np


def minimize(fun, x0, eta, gtol, maxit, callback=None):
    points, values, nfev = [x0.copy()], [], 1
    f, g = fun(points[0])
    values.append(f)
    status = None if _is_finite(f, g) else "nan"
    while status is None:
        status = _reason(g, gtol, len(points) - 1, maxit, callback, points[-1], values[-1])
        if status is None:
            point = points[-1] - eta * g
            f, g = fun(point)
            nfev += 1
            if not _is_finite(f, g):
                status = "nan"
            else:
                points.append(point)
                values.append(f)
    place = int(np.argmin(values))
    history = np.array(values, dtype=np.float64)
    nit = len(points) - 1
    return points[place].copy(), values[place], status, nit, nfev, history, points[-1].copy()


def _is_finite(f, g):
    return bool(np.isfinite(f)) and bool(np.all(np.isfinite(g)))


def _reason(g, gtol, nit, maxit, callback, x, f):
    if nit and callback:
        try:
            callback(nit, x.copy(), f)
        except StopIteration:
            return "user_stop"
    if np.linalg.norm(g) <= gtol:
        return "converged"
    return "maxit" if nit >= maxit else None
