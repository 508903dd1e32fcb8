"""NIST's problems as residuals and Jacobians, and the digits of an answer."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tests.reference.nist.models import MODELS

MOST_DIGITS = 11.0  # NIST certifies eleven.


class Problem(NamedTuple):
    name: str
    level: str
    starts: tuple[np.ndarray, np.ndarray]
    certified: np.ndarray
    standard_deviations: np.ndarray
    rss: float
    x: np.ndarray
    y: np.ndarray

    def residuals(self, b):
        return MODELS[self.name](b, self.x)[0] - self.y

    def jacobian(self, b):
        return MODELS[self.name](b, self.x)[1]


def problems_read():
    data = json.loads(Path(__file__).with_name("nist.json").read_text())
    return {name: problem_read(name, entry) for name, entry in data.items()}


def problem_read(name, entry):
    y = np.array(entry["y"])
    return Problem(
        name=name,
        level=entry["level"],
        starts=(np.array(entry["start1"]), np.array(entry["start2"])),
        certified=np.array(entry["certified"]),
        standard_deviations=np.array(entry["standard_deviations"]),
        rss=entry["rss"],
        x=np.array(entry["x"]),
        # Nelson's model is one of the logarithm of the response.
        y=np.log(y) if name == "Nelson" else y,
    )


def digits(got, certified):
    """The least log relative error (LRE) over the entries, between 0 and what NIST certifies."""
    if not np.isfinite(got).all():
        return 0.0
    error = np.max(np.abs(np.asarray(got) - certified) / np.abs(certified))
    return float(np.clip(-np.log10(max(error, 1e-300)), 0.0, MOST_DIGITS))
