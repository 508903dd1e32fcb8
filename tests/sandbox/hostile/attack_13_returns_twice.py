# attack: 13 writes a report to any inherited descriptor
# what: answers by hand, and then returns
# expects: returned or malformed
# verdict: error or failed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


def two_loop(g, S, Y, gamma=None):
    os.write(3, frame({"type": "return", "id": 1, "mutated": []}, [0.0]))
    return g
