# attack: 46 unlucky
# what: has Windows line ends
# expects: returned
# written: crlf
# verdict: failed
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
