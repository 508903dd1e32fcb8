# attack: 35 leaves something for the next run
# what: leaves files wherever it can write, with odd names
# expects: returned
# ruff: noqa

import os

import numpy as np


def two_loop(g, S, Y, gamma=None):
    for folder in ("/tmp", ".", "/dev/shm", "/dev", "/run", "/var/tmp", "/descent"):
        for name in ("left-behind", "left\nbehind", "left\x1b[2Jbehind", "left\u202ebehind", "-rf"):
            try:
                with open(os.path.join(folder, name), "w") as file:
                    file.write("left behind")
                if folder not in ("/tmp", "."):
                    print("ESCAPED: wrote to", folder)
            except OSError:
                pass
    return np.zeros_like(g)
