# attack: 47 another program
# what: becomes another program: exec, os.system, a memfd, a file that it wrote
# expects: returned
# ruff: noqa

import ctypes
import os
import sys

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    if os.system("true") == 0:
        print("ESCAPED: os.system")
    with open("/tmp/program", "wb") as file:
        file.write(
            b"#!" + sys.executable.encode() + b"\nprint('ESCAPED: a program that it wrote')\n"
        )
    os.chmod("/tmp/program", 0o755)
    for path in ("/tmp/program", sys.executable, "/bin/sh"):
        try:
            os.execv(path, [path, "-c", "print('ESCAPED: exec')"])
        except OSError:
            pass
    if libc.syscall(319, b"program", 0) >= 0:
        print("ESCAPED: memfd_create")
    if libc.syscall(322, 0, b"", None, None, 0x1000) == 0:
        print("ESCAPED: execveat")
    return np.zeros_like(g)
