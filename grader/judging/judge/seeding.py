"""The random numbers of a check."""

import hashlib
import random
import sys

import numpy as np


def generator_for(seed: int, check_id: str) -> np.random.Generator:
    """Return the generator of one check, and seed the global ones beside it.

    It depends on the submission's seed and the check's id only: checks do not disturb each other.
    """
    digest = hashlib.sha256(f"{seed}:{check_id}".encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    random.seed(number)
    np.random.seed(number % 2**32)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(number % 2**63)
    return np.random.default_rng(int.from_bytes(digest, "big"))
