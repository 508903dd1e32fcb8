# attack: 27 network, DNS, unix sockets, netlink
# what: resolves a name
# expects: raised:gaierror or raised:PermissionError
# ruff: noqa

import socket


def two_loop(g, S, Y, gamma=None):
    socket.getaddrinfo("example.org", 80)
    print("ESCAPED: resolved")
    return g
