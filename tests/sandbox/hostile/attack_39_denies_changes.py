# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: changes its arguments and makes the process say that it did not
# expects: returned
# ruff: noqa

import sys


class Lying:
    def __init__(self, *_):
        pass

    def mutated(self):
        return []


sys.modules["grader.inside.solution"].Snapshot = Lying


def two_loop(g, S, Y, gamma=None):
    S.fill(0.0)
    Y.fill(0.0)
    g[:] = -g
    return g
