# attack: 9 monkeypatches `allclose` or torch checks
# what: takes away the hash function by which a change of the arguments is seen
# expects: ended:1
# ruff: noqa

import hashlib

hashlib.blake2b = None


def two_loop(g, S, Y, gamma=None):
    g[:] = 0
    return g
