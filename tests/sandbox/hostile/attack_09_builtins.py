# attack: 9 monkeypatches allclose or torch checks
# what: replaces builtins that everyone uses
# expects: malformed or returned or ended:1 or raised:TypeError
# verdict: error or failed
# ruff: noqa

import builtins

import numpy as np

builtins.len = lambda *_: 0
builtins.isinstance = lambda *_: True
builtins.type = lambda *_: float


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
