"""Level lines of a function of two variables, by marching squares."""

from collections.abc import Callable
from typing import Any

import numpy as np

from exercises.figures.figure import GRID

CELLS = 36
LEVELS = 9
# Which edges of a cell a level line crosses, by the corners above the level: bit 0 is the lower
# left, then lower right, upper right, upper left; edges: 0 below, 1 right, 2 above, 3 left. Of the
# two ways through a saddle either is right within a cell.
CROSSINGS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    5: ((3, 2), (0, 1)),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((0, 2),),
    10: ((3, 0), (1, 2)),
    11: ((1, 2),),
    12: ((1, 3),),
    13: ((0, 1),),
    14: ((3, 0),),
}
CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


def level_segments(
    f: Callable[[np.ndarray[Any, Any]], float], box: tuple[float, float, float, float]
) -> tuple[tuple[int, ...], ...]:
    """Return level lines as segments on a grid: x, y of one end, x, y of the other, and so on.

    Args:
        f: the function, of an array of shape (2,).
        box: x from and to, y from and to.

    """
    x = np.linspace(box[0], box[1], CELLS + 1)
    y = np.linspace(box[2], box[3], CELLS + 1)
    values = np.array([[f(np.array([a, b])) for a in x] for b in y], dtype=float)
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return ()
    # Evenly over the area, so that a steep wall does not take all the lines.
    levels = np.unique(np.quantile(finite, np.linspace(0.04, 0.92, LEVELS)))
    found = [tuple(_segments(values, float(level))) for level in levels]
    return tuple(each for each in found if each)


def _segments(values: np.ndarray[Any, Any], level: float) -> list[int]:
    ends: list[int] = []
    for row, column in np.ndindex(CELLS, CELLS):
        corners = [float(values[row + up, column + right]) for right, up in CORNERS]
        if not np.isfinite(corners).all():
            continue
        code = sum((corner > level) << bit for bit, corner in enumerate(corners))
        for crossing in CROSSINGS.get(code, ()):
            for edge in crossing:
                ends += _place(row, column, edge, corners, level)
    return ends


def _place(row: int, column: int, edge: int, corners: list[float], level: float) -> tuple[int, int]:
    """Return where a level line crosses an edge of a cell, on the grid."""
    (x0, y0), (x1, y1) = CORNERS[edge], CORNERS[(edge + 1) % 4]
    start, end = corners[edge], corners[(edge + 1) % 4]
    share = (level - start) / (end - start)
    across, up = column + x0 + share * (x1 - x0), row + y0 + share * (y1 - y0)
    return round(across * GRID / CELLS), round(up * GRID / CELLS)
