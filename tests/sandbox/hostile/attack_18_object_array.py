# attack: 18 a pickle, object array or structured dtype as the answer
# what: returns an array of objects
# expects: raised:UnsupportedValue
# ruff: noqa

import numpy as np


class Payload:
    def __reduce__(self):
        return print, ("ESCAPED",)


def two_loop(g, S, Y, gamma=None):
    return np.array([Payload() for _ in g], dtype=object)
