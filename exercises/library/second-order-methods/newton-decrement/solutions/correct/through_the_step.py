# Solves for the Newton step and takes its inner product with the gradient.
import math

from scipy.linalg import cho_factor, cho_solve


def newton_decrement(g, H):
    step = -cho_solve(cho_factor(H), g)
    return math.sqrt(-(g @ step))
