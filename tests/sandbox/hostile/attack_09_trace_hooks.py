# attack: 9 monkeypatches allclose or torch checks
# what: traces and profiles everything that runs after it
# expects: returned
# verdict: error or failed
# ruff: noqa

import sys
import threading

import numpy as np


def hook(frame, event, argument):
    for name in ("value", "mutated", "fault"):
        if name in frame.f_locals and "grader" in frame.f_code.co_filename:
            frame.f_locals[name] = None
    return hook


sys.settrace(hook)
sys.setprofile(hook)
threading.settrace(hook)


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
