# attack: 25 endless output
# what: prints without end between questions
# expects: output limit
# exercise: forward-gradient
# only: grade
# verdict: output limit
# ruff: noqa


def gradient(x, f, step=1e-4):
    while True:
        f(x)
        print("x" * 4096)
