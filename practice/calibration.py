"""How honest the probabilities were: what was said, beside what came.

They are those of a right answer, guesses and slips included, as the fold of today says them; an
exercise has one for each of its concepts.
"""

from dataclasses import dataclass
from itertools import pairwise

from practice.model.state import Honesty

# Below these a share says more about luck than about the probabilities.
CHANCES_NEEDED = 20
BIN_NEEDED = 5
# The chart's square, in its own units.
SIDE = 240.0
SMALLEST, LARGEST = 4.0, 11.0


@dataclass(frozen=True)
class CalibrationRow:
    """Similar chances of a right answer: their mean, and the share that was right."""

    said: float
    came: float
    count: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Calibration:
    """The rows worth showing, lowest chance first; `chances` counts all, shown or not."""

    chances: int
    rows: list[CalibrationRow]

    @property
    def is_enough(self) -> bool:
        """Tell whether there is anything to say yet."""
        return self.chances >= CHANCES_NEEDED and bool(self.rows)

    @property
    def missing(self) -> int:
        """Return how many chances there are to come before there is."""
        return max(0, CHANCES_NEEDED - self.chances)

    @property
    def most(self) -> CalibrationRow:
        """Return the row with the most chances, which says most."""
        return max(self.rows, key=lambda row: row.count)

    @property
    def path(self) -> str:
        """Return the rows joined by lines, for SVG."""
        points = [f"{row.x:.1f} {row.y:.1f}" for row in self.rows]
        return "M" + "L".join(points) if any(pairwise(points)) else ""


def calibration_of(honesty: Honesty) -> Calibration:
    """Return how predictions compared with what came."""
    total = sum(honesty.counts)
    bins = zip(honesty.counts, honesty.predicted, honesty.passed, strict=True)
    rows = [
        _row(predicted / count, passed / count, count, total)
        for count, predicted, passed in bins
        if count >= BIN_NEEDED
    ]
    return Calibration(total, rows)


def _row(said: float, came: float, count: int, total: int) -> CalibrationRow:
    radius = SMALLEST + (LARGEST - SMALLEST) * (count / total) ** 0.5
    return CalibrationRow(said, came, count, SIDE * said, SIDE * (1 - came), radius)
