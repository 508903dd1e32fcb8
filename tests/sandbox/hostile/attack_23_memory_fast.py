# attack: 23 memory bomb, slow and fast
# what: asks for 64 GiB and touches it
# expects: raised:MemoryError
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    huge = np.ones((1 << 33,))
    print("ESCAPED: 64 GiB")
    return huge[: len(g)]
