# attack: 26 endless loop, in C, holding the GIL
# what: ignores and blocks every signal, then loops
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

import signal


def two_loop(g, S, Y, gamma=None):
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        pass
