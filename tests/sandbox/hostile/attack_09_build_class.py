# attack: 9 monkeypatches allclose or torch checks
# what: hijacks the making of classes and imports
# expects: returned or raised:RuntimeError
# verdict: error or failed
# ruff: noqa

import builtins

import numpy as np


def hijack(*_, **__):
    raise RuntimeError


builtins.__build_class__ = builtins.__import__ = hijack


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
