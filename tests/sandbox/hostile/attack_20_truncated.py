# attack: 20 right header, wrong payload
# what: sends half a frame and leaves
# expects: malformed or ended:0
# ruff: noqa

import os
import struct


def two_loop(g, S, Y, gamma=None):
    os.write(3, struct.pack("!IQ", 64, 2**20) + bytes(20))
    os._exit(0)
