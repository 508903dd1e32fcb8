# attack: 16 a thread or atexit hook that writes later
# what: replaces standard output by something that never finishes writing
# expects: returned
# ruff: noqa

import sys
import time


class Endless:
    def write(self, text):
        return len(text)

    def flush(self):
        while True:
            time.sleep(1)


sys.stdout = Endless()


def two_loop(g, S, Y, gamma=None):
    return g
