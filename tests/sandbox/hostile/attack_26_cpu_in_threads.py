# attack: 26 endless loop, in C, holding the GIL
# what: burns CPU time faster than the clock, in threads
# expects: timeout
# cpu_limit_s: 1
# ruff: noqa

import threading

import numpy as np


def burn():
    matrix = np.ones((400, 400))
    while True:
        matrix @ matrix


def two_loop(g, S, Y, gamma=None):
    for _ in range(4):
        threading.Thread(target=burn, daemon=True).start()
    burn()
