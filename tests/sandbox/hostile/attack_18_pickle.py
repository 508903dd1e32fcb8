# attack: 18 a pickle, object array or structured dtype as the answer
# what: returns a pickle that would run code
# expects: raised:UnsupportedValue
# ruff: noqa

import os
import pickle


class Payload:
    def __reduce__(self):
        return os.system, ("echo ESCAPED",)


def two_loop(g, S, Y, gamma=None):
    return pickle.dumps(Payload())
