# caught by: accuracy
# sentence: Put back into Hp = −g, your step leaves a residual that grows with the condition
#   number, as that of an explicit inverse does. A factorisation keeps the residual at a few
#   roundings.
import numpy as np


def newton_step(g, H):
    np.linalg.cholesky(H)
    return -np.linalg.inv(H) @ g
