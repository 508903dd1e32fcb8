# attack: 27 network, DNS, unix sockets, netlink
# what: opens a socket of every family and kind, also by raw system call
# expects: returned
# ruff: noqa

import ctypes
import socket

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
SOCKET, SOCKETPAIR = 41, 53


def two_loop(g, S, Y, gamma=None):
    for family in range(46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
            if libc.syscall(SOCKET, family, kind, 0) >= 0:
                print("ESCAPED: socket", family, kind)
    pair = (ctypes.c_int * 2)()
    if libc.syscall(SOCKETPAIR, 1, 1, 0, pair) == 0:
        print("ESCAPED: socketpair")
    return np.zeros_like(g)
