# attack: 3 sys._getframe().f_back.f_locals
# what: rewrites its callers' locals and traces them
# expects: returned
# ruff: noqa

import ctypes
import inspect
import sys

import numpy as np


def two_loop(g, S, Y, gamma=None):
    for info in inspect.stack(0)[1:]:
        if "judg" in info.filename or "check" in info.filename:
            print("ESCAPED: the judge calls this directly from", info.filename)
        for name in ("verdict", "passed", "points"):
            if name in info.frame.f_locals:
                info.frame.f_locals[name] = True
                ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(info.frame), 0)
                print("ESCAPED: set", name)
    sys.settrace(lambda *_: None)
    return np.full_like(g, np.inf)
