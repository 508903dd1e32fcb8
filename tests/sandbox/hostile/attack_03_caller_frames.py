# attack: 3 sys._getframe().f_back.f_locals
# what: looks for the expected value in its callers
# expects: returned
# ruff: noqa

import sys

import numpy as np


def two_loop(g, S, Y, gamma=None):
    frame = sys._getframe().f_back
    while frame is not None:
        for name, value in {**frame.f_globals, **frame.f_locals}.items():
            if name in ("expected", "want", "reference", "checks", "solution_path"):
                print("ESCAPED:", name, frame.f_code.co_filename)
            if (
                type(value) is np.ndarray
                and value.shape == g.shape
                and not np.array_equal(value, g)
            ):
                print("ESCAPED: an array of the answer's shape in", frame.f_code.co_filename)
                return value
        frame = frame.f_back
    return np.zeros_like(g)
