# attack: 46 unlucky
# what: hands the oracle something that it cannot use
# expects: raised:ValueError or raised:TypeError or raised:AttributeError
# exercise: forward-gradient
# only: grade
# verdict: error or failed
# ruff: noqa


def gradient(x, f, step=1e-4):
    return f("not an array")
