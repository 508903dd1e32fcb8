# attack: 21 fork bomb
# what: starts worker processes
# expects: raised:PermissionError or raised:OSError or raised:FileNotFoundError
# ruff: noqa

import multiprocessing


def two_loop(g, S, Y, gamma=None):
    process = multiprocessing.get_context("fork").Process(target=print, args=("ESCAPED",))
    process.start()
    process.join()
    return g
