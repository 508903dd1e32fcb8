# attack: 13 writes a report to any inherited descriptor
# what: answers a call of before, or of later, beside its own
# expects: malformed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


calls = 0


def two_loop(g, S, Y, gamma=None):
    global calls
    calls += 1
    os.write(3, frame({"type": "return", "id": calls - 1, "mutated": []}, [0.0]))
    os.write(3, frame({"type": "return", "id": calls + 1, "mutated": []}, [0.0]))
    return g
