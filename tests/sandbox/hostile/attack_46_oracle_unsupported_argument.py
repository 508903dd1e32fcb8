# attack: 46 unlucky
# what: hands the oracle an object
# expects: raised:UnsupportedValue
# exercise: forward-gradient
# verdict: error or failed
# ruff: noqa


def gradient(x, f, step=1e-4):
    return f(object())
