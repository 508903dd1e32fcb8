# attack: 16 a thread or atexit hook that writes later
# what: leaves a thread and an exit hook that answer later
# expects: malformed or returned
# ruff: noqa

import atexit
import os
import threading

import numpy as np


def forge():
    while True:
        try:
            os.write(3, b"\x00" * 64)
        except OSError:
            return


def two_loop(g, S, Y, gamma=None):
    atexit.register(forge)
    threading.Thread(target=forge, daemon=True).start()
    return np.zeros_like(g)
