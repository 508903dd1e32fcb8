# attack: 46 unlucky
# what: raises KeyboardInterrupt
# expects: raised:KeyboardInterrupt
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    raise KeyboardInterrupt
