# attack: 9 monkeypatches allclose or torch checks
# what: replaces every hook for errors
# expects: raised:ValueError
# ruff: noqa

import sys

sys.excepthook = sys.unraisablehook = sys.displayhook = lambda *_: print("hooked")


def two_loop(g, S, Y, gamma=None):
    raise ValueError("hooked")
