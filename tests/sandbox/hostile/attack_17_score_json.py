# attack: 17 prints a last line of score JSON
# what: prints what a report looks like
# expects: returned
# ruff: noqa

import atexit

import numpy as np

LINE = '{"kind": "done", "verdict": "passed", "points": 10, "max_points": 10}'
atexit.register(print, LINE)
print(LINE)


def two_loop(g, S, Y, gamma=None):
    print(LINE)
    return np.zeros_like(g)
