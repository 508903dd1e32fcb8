# attack: 11 a lazy tensor or ndarray subclass that computes inside the checker
# what: returns an ndarray subclass that hijacks every operation
# expects: raised:UnsupportedValue
# ruff: noqa

import numpy as np


class Lazy(np.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, *args, **kwargs):
        return np.zeros(())


def two_loop(g, S, Y, gamma=None):
    return g.view(Lazy)
