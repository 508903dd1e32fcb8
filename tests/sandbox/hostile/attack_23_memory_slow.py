# attack: 23 memory bomb, slow and fast
# what: collects blocks of 1 MiB
# expects: raised:MemoryError
# ruff: noqa

blocks = []


def two_loop(g, S, Y, gamma=None):
    while True:
        blocks.append(bytearray(1 << 20))
        if len(blocks) > 2048:
            print("ESCAPED: 2 GiB")
            return g
