# attack: 38 returns zeros, NaN, its input, an uninitialised array
# what: returns zero
# expects: returned
# exercise: newton-decrement
# verdict: failed
# ruff: noqa


def newton_decrement(g, H):
    return 0.0
