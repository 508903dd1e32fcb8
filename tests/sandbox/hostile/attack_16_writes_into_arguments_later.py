# attack: 16 a thread or atexit hook that writes later
# what: keeps its arguments and writes into them after it has returned
# expects: returned
# verdict: failed or error
# ruff: noqa

import threading
import time

import numpy as np


def later(arrays):
    while True:
        for array in arrays:
            array[...] = 0.0
        time.sleep(0)


def two_loop(g, S, Y, gamma=None):
    threading.Thread(target=later, args=([g, S, Y],), daemon=True).start()
    return np.zeros_like(g)
