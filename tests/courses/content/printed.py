"""The numbers that a section prints, each to be met by a computation."""

import math
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import courses

Array = NDArray[np.float64]
CONTENT = Path(courses.__file__).parent / "content"
PART = CONTENT / "second-order-methods" / "part-2"
LESSONS = {
    "gd": "gradient-descent",
    "ol": "optimization-landscape",
    "so": "second-order-methods",
}

NOT_TEXT = re.compile(
    r"\A---.*?\n---\n"  # front matter
    r"|^::: sources.*?^:::$"
    r"|^::: figure .*?$"
    r"|\[[^][]*\]\([a-z]+:[^)]*\)|\bsection \d\.\d"  # links
    r"|\(\d\.\d+\)",  # numbers of equations
    re.DOTALL | re.MULTILINE,
)
# Commands and names are passed over whole: a number may stand right after \approx, none in float32,
# and \tfrac12 has two of one digit.
TOKEN = re.compile(r"\\[td]?frac\d\d|\\[A-Za-z]+|[A-Za-z_]\w*|(?P<number>\d+\.\d+|\d{2,})|\d")


class Section:
    """The source of a section, and the part of it that no computation has met yet.

    `ident` is a section's id, such as so-3.1, or the slug of a concept that has an entry.
    """

    def __init__(self, ident: str) -> None:
        text = NOT_TEXT.sub(" ", _path(ident).read_text(encoding="utf-8"))
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
        printed = [each for each in TOKEN.finditer(self.text) if each["number"]]
        assert [each[0] for each in printed if not self.met.issuperset(range(*each.span()))] == []


def _path(ident: str) -> Path:
    short, _, number = ident.partition("-")
    if short in LESSONS and number[:1].isdigit():
        (path,) = CONTENT.glob(f"{LESSONS[short]}/part-*/{number}-*.md")
    else:
        (path,) = CONTENT.glob(f"*/concepts/{ident}.md")
    return path


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def number(value: float, digits: int = 0) -> str:
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def vector(values: Array, digits: int = 0) -> str:
    return "(" + ",".join(number(float(value), digits) for value in values) + ")"


def shown(value: float) -> str:
    return f"{value:.10g}"


def pair(values: NDArray[np.floating]) -> str:
    return "(" + ",".join(shown(float(value)) for value in values) + ")"


def listed(values: NDArray[np.floating]) -> str:
    return ", ".join(f"${shown(float(value))}$" for value in values)


def matrix(values: Array) -> str:
    rows = ["&".join(number(float(value)) for value in row) for row in values]
    return r"\begin{pmatrix}" + r"\\".join(rows) + r"\end{pmatrix}"
