# attack: 46 unlucky
# what: calls the oracle without an argument
# expects: raised:TypeError
# exercise: forward-gradient
# only: grade
# verdict: error or failed
# ruff: noqa


def gradient(x, f, step=1e-4):
    return f()
