# attack: 23 memory bomb, slow and fast
# what: multiplies a list until memory is gone, and catches the error
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    while True:
        try:
            held = [0] * (1 << 40)
        except MemoryError:
            pass
