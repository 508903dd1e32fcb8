# attack: 23 memory bomb, slow and fast
# what: asks for 64 GiB through torch
# expects: raised:MemoryError
# flavour: torch
# ruff: noqa

import torch


def two_loop(g, S, Y, gamma=None):
    huge = torch.ones(1 << 33, dtype=torch.float64)
    print("ESCAPED: 64 GiB")
    return huge[:3]
