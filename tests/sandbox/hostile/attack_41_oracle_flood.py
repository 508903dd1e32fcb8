# attack: 41 counts calls to tell warm-up from test
# what: asks the oracle for ever
# expects: timeout
# exercise: forward-gradient
# only: grade
# wall_limit_s: 1
# verdict: timeout or error or failed
# ruff: noqa


def gradient(x, f, step=1e-4):
    while True:
        f(x)
