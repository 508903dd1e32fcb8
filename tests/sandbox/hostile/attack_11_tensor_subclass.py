# attack: 11 a lazy tensor or ndarray subclass that computes inside the checker
# what: returns a tensor subclass that hijacks every operation
# expects: raised:UnsupportedValue
# flavour: torch
# ruff: noqa

import torch


class Lazy(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return torch.zeros(())


def two_loop(g, S, Y, gamma=None):
    return torch.ones(3).as_subclass(Lazy)
