# caught by: indefinite
# sentence: nan is not a refusal: detect that H is not positive definite.
import numpy as np


def newton_decrement(g, H):
    return float(np.sqrt(g @ np.linalg.inv(H) @ g))
