# attack: 19 a frame with a huge declared length
# what: declares a large frame and sends a byte at a time
# expects: timeout
# wall_limit_s: 0.5
# verdict: timeout or error
# ruff: noqa

import os
import struct
import time


def two_loop(g, S, Y, gamma=None):
    os.write(3, struct.pack("!IQ", 64, 2**20))
    while True:
        os.write(3, b"x")
        time.sleep(0.2)
