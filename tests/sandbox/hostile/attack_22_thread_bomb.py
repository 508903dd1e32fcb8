# attack: 22 thread bomb
# what: starts threads until it fails
# expects: raised:RuntimeError
# ruff: noqa

import threading

started = 0


def two_loop(g, S, Y, gamma=None):
    global started
    hold = threading.Event()
    while True:
        threading.Thread(target=hold.wait, daemon=True).start()
        started += 1
        if started > 32:
            print("ESCAPED:", started, "threads")
            hold.set()
            return g
