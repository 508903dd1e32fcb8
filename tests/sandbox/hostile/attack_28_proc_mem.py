# attack: 28 ptrace, process_vm_readv
# what: opens the memory of other processes as files
# expects: returned
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    for number in range(1, 64):
        try:
            with open(f"/proc/{number}/mem", "rb"):
                print("ESCAPED: opened the memory of", number)
        except OSError:
            pass
    return np.zeros_like(g)
