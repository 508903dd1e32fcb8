# caught by: residual
# sentence: The mean of your residual is not 0: the intercept was left where it started. It is a
#   coefficient like the others, and its column is all ones.
def gd_lstsq(X, y, eta, T, w0):
    w = w0.copy()
    for _ in range(T):
        w[1:] -= eta * (X.T @ (w[0] + X @ w[1:] - y)) / len(y)
    return w
