# attack: 9 monkeypatches allclose or torch checks
# what: replaces ufuncs and NumPy's printing
# expects: returned
# ruff: noqa

import numpy as np

np.add = np.multiply = np.subtract = lambda *_, **__: 0.0
np.set_printoptions(formatter={"float": lambda _: "ESCAPED"[:0]})


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
