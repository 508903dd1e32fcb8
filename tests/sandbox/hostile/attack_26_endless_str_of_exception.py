# attack: 26 endless loop, in C, holding the GIL
# what: raises an exception whose text never ends
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def two_loop(g, S, Y, gamma=None):
    raise Endless
