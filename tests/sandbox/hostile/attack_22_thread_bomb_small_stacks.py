# attack: 22 thread bomb
# what: starts threads with tiny stacks, swallowing errors, for ever
# expects: timeout
# wall_limit_s: 1
# ruff: noqa

import _thread
import threading
import time

threading.stack_size(32768)
alive = 0


def spin():
    global alive
    alive += 1
    if alive > 32:
        print("ESCAPED:", alive, "threads")
    while True:
        time.sleep(0.01)


def two_loop(g, S, Y, gamma=None):
    while True:
        try:
            _thread.start_new_thread(spin, ())
        except RuntimeError:
            pass
