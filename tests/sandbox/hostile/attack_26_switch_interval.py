# attack: 26 endless loop, in C, holding the GIL
# what: keeps the other threads from ever running
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

import sys
import threading

sys.setswitchinterval(1e6)


def two_loop(g, S, Y, gamma=None):
    thread = threading.Thread(target=lambda: None)
    while True:
        thread.is_alive()
