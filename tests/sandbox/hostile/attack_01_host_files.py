# attack: 1 tests or solution on disk, at import
# what: opens well-known files of the host
# expects: returned
# ruff: noqa

import numpy as np

for path in (
    "/etc/passwd",
    "/etc/shadow",
    "/etc/hostname",
    "/proc/self/environ",
    "/proc/1/environ",
    "/proc/self/mountinfo",
    "/proc/self/maps",
    "/run/postgresql",
    "/root/.bashrc",
):
    try:
        with open(path) as file:
            print("ESCAPED: read", path, file.read(20))
    except OSError:
        pass


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
