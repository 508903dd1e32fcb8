# attack: 24 fills the disk
# what: writes one file for ever
# expects: raised:OSError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    written = 0
    with open("/tmp/huge", "wb") as file:
        while True:
            written += file.write(bytes(1 << 20))
            file.flush()
            if written > 1 << 30:
                print("ESCAPED: 1 GiB")
                return g
