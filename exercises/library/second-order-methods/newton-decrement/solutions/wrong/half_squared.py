# caught by: value
# sentence: Your value is λ²/2, the gap to the minimum of the model. The exercise asks for λ.
import numpy as np


def newton_decrement(g, H):
    w = np.linalg.solve(np.linalg.cholesky(H), g)
    return float(w @ w) / 2
