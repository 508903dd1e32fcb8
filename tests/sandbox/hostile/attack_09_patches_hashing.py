# attack: 9 monkeypatches `allclose` or torch checks
# what: takes away hash functions, by which a change of arguments could be seen
# expects: returned
# ruff: noqa

import hashlib

hashlib.blake2b = None


def two_loop(g, S, Y, gamma=None):
    g[:] = 0
    return g
