# attack: 20 right header, wrong payload
# what: sends an answer whose array is larger than its body
# expects: malformed
# ruff: noqa

import os
import struct

import msgspec


def two_loop(g, S, Y, gamma=None):
    node = {
        "type": "array",
        "library": "numpy",
        "dtype": "float64",
        "shape": [2**31],
        "device": "cpu",
    }
    message = {"type": "return", "id": 1, "mutated": []}
    header = msgspec.msgpack.encode({"message": message, "values": [node]})
    os.write(3, struct.pack("!IQ", len(header), 8) + header + bytes(8))
    os._exit(0)
