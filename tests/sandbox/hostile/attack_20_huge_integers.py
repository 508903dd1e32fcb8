# attack: 20 right header, wrong payload
# what: answers with numbers that no message has
# expects: malformed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


def two_loop(g, S, Y, gamma=None):
    node = {
        "type": "array",
        "library": "numpy",
        "dtype": "float64",
        "shape": [2**62, 2**62],
        "device": "cpu",
    }
    os.write(3, frame({"type": "return", "id": 2**63, "mutated": []}, [node]))
    os._exit(0)
