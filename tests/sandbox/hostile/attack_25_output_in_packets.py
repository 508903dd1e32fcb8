# attack: 25 endless output
# what: makes each byte that it prints a packet, which the supervisor has to read by itself
# expects: returned
# ruff: noqa
import fcntl
import os

for flag in (os.O_DIRECT, os.O_ASYNC):
    try:
        fcntl.fcntl(1, fcntl.F_SETFL, fcntl.fcntl(1, fcntl.F_GETFL) | flag)
        print("ESCAPED")
    except PermissionError:
        pass
os.set_blocking(1, False)
os.set_blocking(1, True)


def two_loop(g, S, Y, gamma=None):
    return -g
