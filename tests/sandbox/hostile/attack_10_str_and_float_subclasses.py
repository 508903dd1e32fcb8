# attack: 10 an object whose __eq__ is always True
# what: returns a float subclass that is equal to everything
# expects: raised:UnsupportedValue
# ruff: noqa


class Anything(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __hash__ = float.__hash__


def two_loop(g, S, Y, gamma=None):
    return [Anything(1.0)] * len(g)
