# caught by: indefinite
# sentence: H was not positive definite and a number came back. The caller would take it for a
#   distance; where H is not positive definite there is none.
import numpy as np


def newton_decrement(g, H):
    return float(np.sqrt(abs(g @ np.linalg.pinv(H, hermitian=True) @ g)))
