# attack: 27 network, DNS, unix sockets, netlink
# what: connects by TCP
# expects: raised:PermissionError
# ruff: noqa

import socket


def two_loop(g, S, Y, gamma=None):
    socket.create_connection(("1.1.1.1", 80), timeout=1)
    print("ESCAPED: connected")
    return g
