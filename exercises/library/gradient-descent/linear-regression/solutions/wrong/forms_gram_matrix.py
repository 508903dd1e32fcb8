# caught by: memory
# sentence: Right value, wrong cost: a matrix with a row and a column for each coefficient was
#   formed. With more unknowns than observations it is larger than X; two products with X do the
#   same.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    gram, right = A.T @ A / len(y), A.T @ y / len(y)
    w = w0.copy()
    for _ in range(T):
        w -= eta * (gram @ w - right)
    return w
