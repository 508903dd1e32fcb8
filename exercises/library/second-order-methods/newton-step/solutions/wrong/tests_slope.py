# caught by: indefinite
# sentence: A downhill slope along the solution let an indefinite H through. The slope says that
#   the form is positive at this one g; positive definite means positive at every g.
import numpy as np


def newton_step(g, H):
    p = np.linalg.solve(H, -g)
    if g @ p > 0:
        raise np.linalg.LinAlgError("H is not positive definite")
    return p
