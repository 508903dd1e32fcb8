# attack: 13 writes a report to any inherited descriptor
# what: returns an array that is said to lie in shared memory
# expects: malformed
# ruff: noqa

import os
import struct

import msgspec

NODE = {"type": "array", "library": "numpy", "dtype": "float64", "shape": [6], "device": "cpu"}


def two_loop(g, S, Y, gamma=None):
    message = {"type": "return", "id": 1, "mutated": []}
    header = {"message": message, "values": [NODE], "shared_bytes": 48}
    data = msgspec.msgpack.encode(header)
    os.write(3, struct.pack("!IQ", len(data), 0) + data)
    return g
