# attack: 27 network, DNS, unix sockets, netlink
# what: sends a descriptor over the channel
# expects: raised:PermissionError
# ruff: noqa

import socket


def two_loop(g, S, Y, gamma=None):
    channel = socket.socket(fileno=3)
    try:
        socket.send_fds(channel, [b"x"], [0])
        print("ESCAPED: sent a descriptor")
    finally:
        channel.detach()
