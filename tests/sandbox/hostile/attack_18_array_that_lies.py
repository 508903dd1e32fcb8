# attack: 18 a pickle, object array or structured dtype as the answer
# what: returns an array whose memory is another's
# expects: killed:SIGSEGV or raised:UnsupportedValue
# ruff: noqa

import numpy as np
from numpy.lib.stride_tricks import as_strided


def two_loop(g, S, Y, gamma=None):
    return as_strided(g, shape=(1 << 20,), strides=(1 << 20,))
