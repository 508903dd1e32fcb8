# caught by: calls
# sentence: You took the gradient twice at each point. Keep it in a variable when you need it twice.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        if np.isnan(grad(X[t])).all():
            X[t + 1] = X[t]
        X[t + 1] = X[t] - eta * grad(X[t])
    return X
