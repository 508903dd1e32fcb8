# attack: 38 returns zeros, NaN, its input, an uninitialised array
# what: returns nan
# expects: returned
# exercise: newton-decrement
# verdict: failed
# ruff: noqa


def newton_decrement(g, H):
    return float("nan")
