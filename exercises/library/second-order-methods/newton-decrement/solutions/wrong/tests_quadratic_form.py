# caught by: indefinite
# sentence: A positive value of gᵀH⁻¹g let an indefinite H through. It says that the form is
#   positive at this one g; positive definite means positive at every g.
import numpy as np


def newton_decrement(g, H):
    squared = g @ np.linalg.solve(H, g)
    if squared < 0:
        raise np.linalg.LinAlgError("H is not positive definite")
    return float(np.sqrt(squared))
