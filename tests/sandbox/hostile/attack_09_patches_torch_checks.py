# attack: 9 monkeypatches allclose or torch checks
# what: makes every comparison of torch come out equal
# expects: returned
# flavour: torch
# ruff: noqa

import torch
import torch.testing

torch.allclose = torch.equal = lambda *_, **__: True
torch.testing.assert_close = lambda *_, **__: None
torch.Tensor.__eq__ = lambda *_: torch.tensor(True)
torch.linalg.norm = lambda *_, **__: torch.zeros(())


def two_loop(g, S, Y, gamma=None):
    return g * 0
