# caught by: rank_deficient
# sentence: You refused a J of deficient rank. The least-squares problem has solutions all the
#   same; the exercise asks for the shortest.
import numpy as np


def gauss_newton_step(J, r):
    p, _, rank, _ = np.linalg.lstsq(J, -r, rcond=None)
    if rank < J.shape[1]:
        raise ValueError("the columns of J are dependent")
    return p
