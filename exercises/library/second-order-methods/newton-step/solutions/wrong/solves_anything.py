# caught by: indefinite
# sentence: H was not positive definite and a step came back. A system can be solved without a
#   minimum behind it: that a solution of Hp = −g exists says nothing about the sign of
#   curvature.
import numpy as np


def newton_step(g, H):
    return np.linalg.solve(H, -g)
