# caught by: descent
# sentence: Your step points uphill: gᵀp > 0. The minimum of the model is where Hp = −g, with
#   the minus sign.
import numpy as np
from scipy.linalg import cho_solve


def newton_step(g, H):
    return cho_solve((np.linalg.cholesky(H), True), g)
