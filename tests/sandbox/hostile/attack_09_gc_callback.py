# attack: 9 monkeypatches allclose or torch checks
# what: raises and allocates in a callback of the collector
# expects: returned
# verdict: error or failed
# ruff: noqa

import gc

import numpy as np

gc.callbacks.append(lambda *_: 1 / 0)
gc.set_threshold(1)
import sys

sys.unraisablehook = lambda *_: None


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
