# attack: 8 scans its memory for a nonce
# what: looks through every string and buffer that it can reach for the checks
# expects: returned
# ruff: noqa

import gc
import sys

import numpy as np

WANTED = bytes(reversed(b"(esolc_tcepxe"))


def two_loop(g, S, Y, gamma=None):
    gc.unfreeze()
    waiting, seen = [*gc.get_objects(), *sys.modules.values()], set()
    while waiting and len(seen) < 200_000:
        thing = waiting.pop()
        if id(thing) in seen or thing is WANTED:
            continue
        seen.add(id(thing))
        if type(thing) is str and WANTED.decode() in thing:
            print("ESCAPED: found the checks in a str")
        if type(thing) in (bytes, bytearray) and WANTED in thing:
            print("ESCAPED: found the checks in bytes")
        waiting.extend(gc.get_referents(thing))
    return np.zeros_like(g)
