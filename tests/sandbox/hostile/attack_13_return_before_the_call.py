# attack: 13 writes a report to any inherited descriptor
# what: answers calls that have not been made
# expects: returned or malformed
# verdict: error or failed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


for number in range(8):
    os.write(3, frame({"type": "return", "id": number, "mutated": []}, [0.0]))


def two_loop(g, S, Y, gamma=None):
    return g
