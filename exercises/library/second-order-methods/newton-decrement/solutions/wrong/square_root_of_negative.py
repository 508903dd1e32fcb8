# caught by: indefinite
# sentence: H was not positive definite and nan came back. That is no refusal: the caller would go
#   on with it.
import numpy as np


def newton_decrement(g, H):
    return float(np.sqrt(g @ np.linalg.inv(H) @ g))
