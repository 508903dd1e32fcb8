# attack: 32 symlinks where the privileged side reads or writes
# what: renames its files over those of the grader
# expects: returned
# ruff: noqa

import os
import sys

import numpy as np


def two_loop(g, S, Y, gamma=None):
    for path in (
        os.__file__,
        sys.executable,
        np.__file__,
        "/descent/code/grader/inside/solution.py",
    ):
        with open("/tmp/mine", "w") as file:
            file.write("pass")
        try:
            os.rename("/tmp/mine", path)
            print("ESCAPED: replaced", path)
        except OSError:
            pass
    return np.zeros_like(g)
