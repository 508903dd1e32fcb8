# attack: 23 memory bomb, slow and fast
# what: starts threads with huge stacks
# expects: raised:RuntimeError or raised:MemoryError or raised:ValueError
# ruff: noqa

import threading


def two_loop(g, S, Y, gamma=None):
    threading.stack_size(1 << 30)
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    print("ESCAPED: a stack of 1 GiB")
    return g
