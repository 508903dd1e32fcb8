# attack: 19 a frame with a huge declared length
# what: declares a body of 2**63 bytes
# expects: malformed
# ruff: noqa

import os
import struct


def two_loop(g, S, Y, gamma=None):
    os.write(3, struct.pack("!IQ", 64, 2**63) + bytes(64))
    while True:
        pass
