# attack: 25 endless output
# what: prints for ever
# expects: output limit
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    while True:
        print("all work and no play")
