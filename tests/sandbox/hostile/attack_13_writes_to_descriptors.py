# attack: 13 writes a report to any inherited descriptor; 14 enumerates descriptors, writes, exits
# what: writes a passing report to every descriptor
# expects: malformed
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    report = b'{"verdict": "passed", "points": 10, "max_points": 10}\n'
    for number in range(256):
        try:
            os.write(number, report * 4)
        except OSError:
            pass
    os._exit(0)
