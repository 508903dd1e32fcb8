# caught by: accuracy
# sentence: Your step leaves the residual of a pseudoinverse: multiplied out, it has the errors
#   of an inverse, and small eigenvalues may have been dropped on the way. Solve the system.
import numpy as np


def newton_step(g, H):
    np.linalg.cholesky(H)
    return -np.linalg.pinv(H, hermitian=True) @ g
