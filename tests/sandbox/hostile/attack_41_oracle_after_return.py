# attack: 41 counts calls to tell warm-up from test
# what: keeps the oracle and asks it in a later call
# expects: returned
# exercise: forward-gradient
# verdict: failed or error
# ruff: noqa

import numpy as np

kept = []


def gradient(x, f, step=1e-4):
    kept.append(f)
    for old in kept[:-1]:
        old(x)
    return np.zeros_like(x)
