# attack: 13 writes a report to any inherited descriptor
# what: sends what only the judge may send
# expects: malformed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


def two_loop(g, S, Y, gamma=None):
    os.write(
        3,
        frame(
            {"type": "call", "id": 1, "function": "two_loop"},
            [{"type": "tuple", "items": []}, {"type": "dict", "items": {}}],
        ),
    )
    return g
