# attack: 46 unlucky
# what: asks for input
# expects: raised:EOFError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return float(input("gamma? "))
