# attack: 7 environment, other users' files, /proc, sockets
# what: looks for secrets and sockets of the worker
# expects: returned
# ruff: noqa

import os

import numpy as np

for name in os.environ:
    if any(word in name for word in ("DATABASE", "BROKER", "SECRET", "DJANGO", "TOKEN", "PGPASS")):
        print("ESCAPED: variable", name)
for folder in ("/run", "/var", "/home", "/proc/self", "/proc/1", "/sys", "/dev/shm", "/dev/pts"):
    if os.path.exists(folder):
        print("ESCAPED: folder", folder)


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
