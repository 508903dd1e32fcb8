# caught by: purity
# sentence: J changed during the call. The caller still needs it to predict how much the step
#   gains.
import numpy as np


def gauss_newton_step(J, r):
    sizes = np.linalg.norm(J, axis=0)
    sizes[sizes == 0] = 1.0
    power = 2.0 ** np.round(np.log2(sizes.max()))
    J /= power
    return np.linalg.lstsq(J, -r, rcond=None)[0] / power
