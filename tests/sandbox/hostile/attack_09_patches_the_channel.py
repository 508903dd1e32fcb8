# attack: 9 monkeypatches allclose or torch checks
# what: patches our own code beside it so that answers lie
# expects: returned
# ruff: noqa

import sys

import numpy as np

solution = sys.modules["grader.inside.solution"]
solution.mutated_names = lambda *_: []
solution.fault_describe = lambda *_: None
sys.modules["grader.inside.values"]._MAKERS[object] = lambda *_: True


def two_loop(g, S, Y, gamma=None):
    g.fill(0.0)
    return g
