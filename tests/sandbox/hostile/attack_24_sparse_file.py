# attack: 24 fills the disk
# what: makes a sparse file of 8 EiB
# expects: raised:OSError or raised:PermissionError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    with open("/tmp/sparse", "wb") as file:
        file.truncate(1 << 62)
    print("ESCAPED: sparse")
    return g
