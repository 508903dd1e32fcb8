# %% [markdown]
# # Theory notebook: Second-Order Methods
#
# Every demo computes something the lesson claims, draws it, and asserts it: a demo whose assertion
# fails is not published. Each one stands on its own, after this setup. Change a number and run it
# again: what breaks, and at which line, is the point.

# %%
import json
import math
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import scipy
import torch

SEED = 0
EPS = np.finfo(np.float64).eps

torch.set_default_dtype(torch.float64)
torch.manual_seed(SEED)
rng = np.random.default_rng(SEED)


def check_true(what, holds):
    """Say that a claim holds, or stop."""
    assert bool(holds), f"does not hold: {what}"
    print(f"holds: {what}")


def check_close(what, value, expected, *, rtol=0.0, atol=0.0):
    """Hold a number or an array against what it should be; give at least one tolerance."""
    value, expected = np.asarray(value, dtype=float), np.asarray(expected, dtype=float)
    error = float(np.max(np.abs(value - expected)))
    allowed = atol + rtol * float(np.max(np.abs(expected)))
    check_true(f"{what} (error {error:.1e}, allowed {allowed:.1e})", error <= allowed)
