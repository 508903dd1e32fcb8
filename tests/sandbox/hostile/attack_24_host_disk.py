# attack: 24 fills the disk
# what: makes the host's disk and cache work
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("sync", 162),
        ("syncfs", 306, 0),
        ("sync_file_range", 277, 0, 0, 0, 0),
        ("fadvise64", 221, 0, 0, 0, 4),
        ("readahead", 187, 0, 0, 4096),
        ("fallocate", 285, 1, 0, 0, 4096),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
