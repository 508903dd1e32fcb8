# attack: 20 right header, wrong payload
# what: answers with an array on a device that is not there
# expects: malformed or ended:0
# only: grade
# verdict: error or failed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


def two_loop(g, S, Y, gamma=None):
    node = {"type": "array", "library": "torch", "dtype": "float64", "shape": [0], "device": "cuda"}
    os.write(3, frame({"type": "return", "id": 1, "mutated": []}, [node]))
    os._exit(0)
