# attack: 27 network, DNS, unix sockets, netlink
# what: sends and receives by every system call of sockets
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("sendmsg", 46, 3, 0, 0),
        ("sendmmsg", 307, 3, 0, 0, 0),
        ("recvmmsg", 299, 3, 0, 0, 0, 0),
        ("bind", 49, 3, 0, 0),
        ("listen", 50, 3, 1),
        ("accept", 43, 3, 0, 0),
        ("connect", 42, 3, 0, 0),
        ("setsockopt", 54, 3, 1, 7, 0, 0),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
