# attack: 44 calls the library routine the exercise is about
# what: imports a library that the exercise does not offer
# expects: load_failed:ModuleNotFoundError
# ruff: noqa

from scipy.optimize import minimize


def two_loop(g, S, Y, gamma=None):
    return -g
