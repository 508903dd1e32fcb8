# attack: 41 counts calls to tell warm-up from test
# what: asks a copy of the oracle's number by hand
# expects: malformed
# exercise: forward-gradient
# only: grade
# verdict: error or failed
# ruff: noqa

import os
import struct

import msgspec


def frame(message, values=()):
    header = msgspec.msgpack.encode({"message": message, "values": list(values)})
    return struct.pack("!IQ", len(header), 0) + header


def gradient(x, f, step=1e-4):
    os.write(
        3,
        frame(
            {"type": "oracle_call", "id": 0, "oracle": 2**40}, [{"type": "tuple", "items": [1.0]}]
        ),
    )
    return x
