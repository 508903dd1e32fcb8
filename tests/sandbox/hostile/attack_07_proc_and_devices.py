# attack: 7 environment, other users' files, /proc, sockets
# what: opens devices and files of the kernel
# expects: returned
# ruff: noqa

import os

import numpy as np


def two_loop(g, S, Y, gamma=None):
    for path in (
        "/dev/mem",
        "/dev/kmsg",
        "/dev/fuse",
        "/dev/kvm",
        "/dev/ptmx",
        "/dev/tty",
        "/sys/fs/cgroup/cgroup.procs",
        "/proc/sysrq-trigger",
        "/proc/self/fd/0",
    ):
        for flags in (os.O_RDONLY, os.O_WRONLY):
            try:
                os.open(path, flags)
                print("ESCAPED: opened", path)
            except OSError:
                pass
    return np.zeros_like(g)
