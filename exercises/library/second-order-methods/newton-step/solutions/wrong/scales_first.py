# caught by: zero_gradient
# sentence: With g = 0 your step is not a number: something was divided by the length of the
#   gradient. At a stationary point the step is 0.
import numpy as np
from scipy.linalg import cho_solve


def newton_step(g, H):
    length = np.linalg.norm(g)
    return length * cho_solve((np.linalg.cholesky(H), True), -g / length, check_finite=False)
