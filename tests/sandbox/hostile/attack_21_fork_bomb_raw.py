# attack: 21 fork bomb
# what: forks by raw system calls: fork, vfork, clone, clone3
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
FORK, VFORK, CLONE, CLONE3 = 57, 58, 56, 435
SIGCHLD, CLONE_VM, CLONE_VFORK, CLONE_PARENT = 17, 0x100, 0x4000, 0x8000


def two_loop(g, S, Y, gamma=None):
    arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, SIGCHLD)
    calls = [
        (FORK,),
        (VFORK,),
        (CLONE, SIGCHLD, 0, 0, 0, 0),
        (CLONE, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0),
        (CLONE, CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0),
        (CLONE3, arguments, 88),
    ]
    for call in calls:
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", call)
    return np.zeros_like(g)
