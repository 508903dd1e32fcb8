# attack: 9 monkeypatches allclose or torch checks
# what: makes linecache and traceback lie
# expects: raised:ValueError
# verdict: error
# ruff: noqa

import linecache
import traceback

linecache.getline = linecache.getlines = lambda *_: 1 / 0
traceback.format_exception = traceback.TracebackException = None


def two_loop(g, S, Y, gamma=None):
    raise ValueError("lost")
