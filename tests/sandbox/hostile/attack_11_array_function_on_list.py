# attack: 11 a lazy tensor or ndarray subclass that computes inside the checker
# what: returns a list subclass that iterates for ever
# expects: raised:UnsupportedValue
# ruff: noqa


class Endless(list):
    def __iter__(self):
        while True:
            yield 1.0

    def __len__(self):
        return 3


def two_loop(g, S, Y, gamma=None):
    return Endless([1.0])
