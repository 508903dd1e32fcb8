# attack: 29 mount, unshare, setns, userns
# what: asks for other identities
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("setuid", 105, 0),
        ("setgid", 106, 0),
        ("setresuid", 117, 0, 0, 0),
        ("setgroups", 116, 0, 0),
        ("capset", 126, 0, 0),
        ("setsid", 112),
        ("setpgid", 109, 0, 0),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
