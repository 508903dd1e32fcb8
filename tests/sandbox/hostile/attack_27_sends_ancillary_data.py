# attack: 27 network, DNS, unix sockets, netlink
# what: sends its arguments' memory back beside a frame, by every call that can
# expects: returned
# ruff: noqa

import ctypes
import os
import socket
import struct
import sys

import numpy as np

kept = []
sharing = sys.modules["grader.inside.sharing"]
inner = sharing.shared_map


def keeping(descriptor, size):
    kept.append(os.dup(descriptor))
    return inner(descriptor, size)


sys.modules["grader.inside.channel"].shared_map = keeping

SENDMSG, SENDMMSG = 46, 307
libc = ctypes.CDLL(None, use_errno=True)


def message_of(descriptor, data):
    """Return the address of a msghdr with one descriptor, and what must stay alive for it."""
    text = ctypes.create_string_buffer(data)
    vector = (ctypes.c_uint64 * 2)(ctypes.addressof(text), len(data))
    control = struct.pack("QiiIxxxx", 20, socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptor)
    ancillary = ctypes.create_string_buffer(control)
    fields = (0, 0, ctypes.addressof(vector), 1, ctypes.addressof(ancillary), len(control), 0, 0)
    header = (ctypes.c_uint64 * 8)(*fields)
    return ctypes.addressof(header), (text, vector, ancillary, header)


def two_loop(g, S, Y, gamma=None):
    channel = socket.socket(fileno=os.dup(3))
    for descriptor in (kept[-1], 0, 3):
        try:
            socket.send_fds(channel, [b"x"], [descriptor])
            print("ESCAPED: send_fds")
        except OSError:
            pass
        address, alive = message_of(descriptor, b"x")
        for number, arguments in ((SENDMSG, (0,)), (SENDMMSG, (1, 0))):
            if libc.syscall(number, 3, ctypes.c_void_p(address), *arguments) >= 0:
                print("ESCAPED:", number)
    return np.zeros_like(g)
