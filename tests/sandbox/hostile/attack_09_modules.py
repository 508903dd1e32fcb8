# attack: 9 monkeypatches allclose or torch checks
# what: empties the table of modules
# expects: returned or ended:1 or raised:ImportError or raised:KeyError
# verdict: error or failed
# ruff: noqa

import sys

import numpy as np

sys.modules.clear()
sys.meta_path.clear()
sys.path.clear()


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
