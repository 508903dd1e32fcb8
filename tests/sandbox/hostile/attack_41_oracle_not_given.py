# attack: 41 counts calls to tell warm-up from test
# what: asks for functions that it was never given
# expects: returned
# exercise: forward-gradient
# only: grade
# ruff: noqa

import sys

import numpy as np

messages = sys.modules["grader.inside.messages"]


def gradient(x, f, step=1e-4):
    # The function that was given leads to the channel by its closure.
    asker = next(
        cell.cell_contents for cell in f.__closure__ if hasattr(cell.cell_contents, "_oracle_ask")
    )
    for number in (0, 2, 99, 1 << 30):
        try:
            asker._oracle_ask(number, (x,))
            if number > 90:
                print("ESCAPED:", number)
        except RuntimeError:
            pass
    return np.zeros_like(x)
