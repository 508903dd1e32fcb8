"""The numbers that a section prints, each to be met by a computation."""

import math
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import courses

Array = NDArray[np.float64]
PART = Path(courses.__file__).parent / "content" / "second-order-methods" / "part-2"

NOT_TEXT = re.compile(
    r"\A---.*?\n---\n"  # front matter
    r"|^::: sources.*?^:::$"
    r"|\[[^\]]*\]\([a-z]+:[^)]*\)|\bsection \d\.\d"  # links
    r"|\(\d\.\d+\)",  # numbers of equations
    re.DOTALL | re.MULTILINE,
)
NUMBER = re.compile(r"(?<![\w.\\])\d+\.\d+|(?<![\w.\\])\d{2,}")


class Section:
    """The source of a section, and the part of it that no computation has met yet."""

    def __init__(self, section: str) -> None:
        (path,) = PART.glob(f"{section}-*.md")
        text = NOT_TEXT.sub(" ", path.read_text(encoding="utf-8"))
        self.text = " ".join(text.split())
        self.met: set[int] = set()

    def prints(self, *passages: str) -> None:
        """Assert that the source has each passage, and count its numbers as met."""
        assert [passage for passage in passages if passage not in self.text] == []
        for passage in passages:
            for found in re.finditer(re.escape(passage), self.text):
                self.met.update(range(*found.span()))

    def prints_nothing_else(self) -> None:
        """Assert that no decimal and no number of two digits or more is left."""
        printed = list(NUMBER.finditer(self.text))
        assert [each[0] for each in printed if not self.met.issuperset(range(*each.span()))] == []


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def number(value: float, digits: int = 0) -> str:
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def vector(values: Array, digits: int = 0) -> str:
    return "(" + ",".join(number(float(value), digits) for value in values) + ")"


def matrix(values: Array) -> str:
    rows = ["&".join(number(float(value)) for value in row) for row in values]
    return r"\begin{pmatrix}" + r"\\".join(rows) + r"\end{pmatrix}"
