# caught by: value
# sentence: Your points go uphill. The gradient shows where f grows; the step goes against it.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        X[t + 1] = X[t] + eta * grad(X[t])
    return X
