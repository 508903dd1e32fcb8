# attack: 26 endless loop, in C, holding the GIL
# what: loops for ever in Python
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    while True:
        pass
