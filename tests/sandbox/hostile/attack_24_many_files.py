# attack: 24 fills the disk
# what: writes many files of a permitted size
# expects: raised:OSError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    for number in range(1 << 10):
        with open(f"/tmp/file-{number}", "wb") as file:
            file.write(bytes(8 << 20))
    print("ESCAPED: 8 GiB")
    return g
