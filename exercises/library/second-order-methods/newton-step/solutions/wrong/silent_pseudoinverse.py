# caught by: indefinite
# sentence: H was not positive definite and a step came back, found by a pseudoinverse. It leads
#   to a saddle point or a maximum of the model; refuse, and let the caller choose the remedy.
import numpy as np


def newton_step(g, H):
    try:
        np.linalg.cholesky(H)
    except np.linalg.LinAlgError:
        return -np.linalg.pinv(H) @ g
    return np.linalg.solve(H, -g)
