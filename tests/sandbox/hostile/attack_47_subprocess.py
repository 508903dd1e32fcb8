# attack: 47 another program
# what: starts a shell by subprocess
# expects: raised:PermissionError or raised:FileNotFoundError or raised:OSError
# ruff: noqa

import subprocess


def two_loop(g, S, Y, gamma=None):
    print("ESCAPED:", subprocess.run(["/bin/sh", "-c", "id"], capture_output=True))
    return g
