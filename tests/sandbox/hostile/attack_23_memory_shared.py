# attack: 23 memory bomb, slow and fast
# what: hides memory in memfds, shared memory, pipes and scratch files
# expects: returned
# ruff: noqa

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    try:
        os.memfd_create("hidden")
        print("ESCAPED: memfd")
    except OSError:
        pass
    if libc.shmget(0, 1 << 30, 0o1600) >= 0:
        print("ESCAPED: shmget")
    if libc.syscall(240, b"/hidden", 0o102, 0o600, None) >= 0:
        print("ESCAPED: mq_open")
    held = 0
    try:
        for number in range(1 << 12):
            with open(f"hidden-{number}", "wb") as file:
                held += file.write(bytes(1 << 20))
    except OSError:
        pass
    if held > 128 << 20:
        print("ESCAPED: scratch holds", held)
    return np.zeros_like(g)
