# attack: 10 an object whose `__eq__` is always True
# what: returns an object whose type is equal to float, and whose names are code
# expects: raised:TypeError
# ruff: noqa


class Pose(type):
    __name__ = property(lambda cls: 1 / 0)
    __dict__ = property(lambda cls: 1 / 0)

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)


class Answer(metaclass=Pose):
    pass


def two_loop(g, S, Y, gamma=None):
    return Answer()
