# attack: 9 monkeypatches allclose or torch checks
# what: makes msgspec encode what it likes
# expects: malformed or returned or ended:1
# verdict: error or failed
# ruff: noqa

import msgspec
import numpy as np

msgspec.msgpack.encode = lambda *_: b"\x80"


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
