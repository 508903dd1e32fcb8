# attack: 42 does the work in another thread or CUDA stream
# what: returns at once and works on in a thread
# expects: returned
# ruff: noqa

import threading

import numpy as np


def two_loop(g, S, Y, gamma=None):
    answer = np.zeros_like(g)
    threading.Thread(target=lambda: np.copyto(answer, -g), daemon=True).start()
    return answer
