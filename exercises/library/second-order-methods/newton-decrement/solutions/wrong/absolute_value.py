# caught by: indefinite
# sentence: H had a negative eigenvalue and you returned a number. Refuse.
import numpy as np


def newton_decrement(g, H):
    return float(np.sqrt(abs(g @ np.linalg.pinv(H, hermitian=True) @ g)))
