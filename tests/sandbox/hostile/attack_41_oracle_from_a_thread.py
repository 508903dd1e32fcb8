# attack: 41 counts calls to tell warm-up from test
# what: asks the oracle from threads while it returns
# expects: returned
# exercise: forward-gradient
# only: grade
# verdict: failed or error or timeout
# ruff: noqa

import threading

import numpy as np


def ask(f, x):
    while True:
        f(x)


def gradient(x, f, step=1e-4):
    for _ in range(3):
        threading.Thread(target=ask, args=(f, x), daemon=True).start()
    return np.zeros_like(x)
