# attack: 20 right header, wrong payload
# what: sends a header that is nested 100000 deep
# expects: malformed
# ruff: noqa

import os
import struct


def two_loop(g, S, Y, gamma=None):
    header = b"\x82\xa7message\x82\xa4type\xa6return\xa2id\x01\xa6values" + b"\x91" * 100_000
    os.write(3, struct.pack("!IQ", len(header), 0) + header)
    os._exit(0)
