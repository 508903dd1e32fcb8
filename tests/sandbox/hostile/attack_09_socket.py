# attack: 9 monkeypatches allclose or torch checks
# what: makes sockets swallow what is sent
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

import socket

import numpy as np

socket.socket.sendall = lambda *_: None


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
