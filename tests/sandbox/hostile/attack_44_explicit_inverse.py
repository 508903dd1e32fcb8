# attack: 44 calls the library routine the exercise is about
# what: calls the routine that the exercise is there to avoid
# expects: returned
# exercise: newton-decrement
# verdict: failed
# ruff: noqa

import numpy as np


def newton_decrement(g, H):
    np.linalg.cholesky(H)
    return float(np.sqrt(g @ np.linalg.inv(H) @ g))
