# attack: 6 test source through linecache/inspect
# what: prints the source of everything loaded that sounds like a test
# expects: returned
# ruff: noqa

import inspect
import linecache
import sys

import numpy as np


def two_loop(g, S, Y, gamma=None):
    for name, module in list(sys.modules.items()):
        if name.startswith(
            ("reference", "exercises", "grader.judging", "grader.sandbox", "django")
        ):
            print("ESCAPED:", name, inspect.getsource(module)[:40])
    for file in linecache.cache:
        if "check" in file or "judg" in file:
            print("ESCAPED:", file)
    return np.zeros_like(g)
