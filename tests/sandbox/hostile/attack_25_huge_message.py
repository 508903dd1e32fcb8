# attack: 25 endless output
# what: raises an error with 32 MiB of text
# expects: raised:ValueError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    raise ValueError("x" * (32 << 20))
