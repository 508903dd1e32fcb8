# attack: 13 writes a report to any inherited descriptor
# what: answers on a copy of the channel
# expects: ended:0 or malformed
# verdict: error or failed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


def two_loop(g, S, Y, gamma=None):
    copy = os.dup(3)
    os.write(copy, frame({"type": "ready"}))
    return g
