"""Figures that a check shows beside its message: learner against reference.

What the learner returned may be of any form. What cannot be drawn is left out: a figure decides
nothing, and never makes a check fail. Show it before the value is judged, so that it is seen where
the value is wrong.
"""

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, Literal, TypeAlias

import numpy as np

from exercises.checking.arrays import wide
from exercises.checking.contours import level_segments
from exercises.figures.figure import POINTS_LIMIT, Axis, Figure, Series

FIGURES_LIMIT = 2
LABEL_LIMIT_CHARACTERS = 120
SMALLEST, LARGEST = 1e-18, 1e18

Kind: TypeAlias = Literal["line", "points"]

_figures: ContextVar[list[Figure] | None] = ContextVar("figures", default=None)


@contextlib.contextmanager
def figures_recorded(figures: list[Figure]) -> Iterator[None]:
    """Add the figures that a block shows to a list, the first of them only."""
    token = _figures.set(figures)
    try:
        yield
    finally:
        _figures.reset(token)


def show_curves(
    title: str,
    curves: Mapping[str, Any],
    *,
    x_label: str = "iteration",
    y_label: str,
    x: Any = None,
    scale: Literal["linear", "log"] = "log",
    kind: Kind | Mapping[str, Kind] = "line",
) -> None:
    """Show values against their position, or against x: one curve for each label.

    Args:
        title: what the figure shows.
        curves: values by label, such as {"yours": …, "reference": …}: numbers, or anything that a
            learner's function may have returned, or a function without parameters that computes
            them from it: where it raises, nothing is drawn. The axes hold all but the first.
        x_label: what the positions are.
        y_label: what the values are, with the unit where there is one.
        x: the positions, the same for all curves, or by label; 0, 1, 2, … by default.
        scale: of the values; on "log" what is not positive is left out.
        kind: "line" joins the points; the same for all curves, or by label, "line" by default.

    """
    if _figures.get() is None:
        return
    is_log = scale == "log"
    series = []
    for label, values in curves.items():
        heights = _numbers(values, is_positive=is_log)
        given = x.get(label) if isinstance(x, Mapping) else x
        places = _numbers(range(len(heights)) if given is None else given, is_positive=False)
        kept = _kept(min(len(places), len(heights)))
        series.append(
            Series(
                label[:LABEL_LIMIT_CHARACTERS],
                tuple(places[at] for at in kept),
                tuple(heights[at] for at in kept),
                _kind_of(label, kind),
            )
        )
    if not any(value is not None for each in series for value in each.y):
        return
    _show(
        Figure(
            title[:LABEL_LIMIT_CHARACTERS],
            _axis(x_label, [each.x for each in series], is_log=False),
            _axis(y_label, [each.y for each in series], is_log=is_log),
            tuple(series),
        )
    )


def show_paths(
    title: str,
    f: Callable[[np.ndarray[Any, Any]], float],
    box: tuple[float, float, float, float],
    paths: Mapping[str, Any],
    *,
    labels: tuple[str, str] = ("x₁", "x₂"),
    kind: Kind | Mapping[str, Kind] = "line",
) -> None:
    """Show iterates in the plane on the level lines of a function.

    Args:
        title: what the figure shows.
        f: the function, of an array of shape (2,).
        box: x from and to, y from and to.
        paths: arrays of shape (T, 2) by label, or anything that a learner may have returned, or a
            function that computes it, as in `show_curves`.
        labels: of the two axes.
        kind: "line" joins the points; the same for all paths, or by label, "line" by default.

    """
    if _figures.get() is None:
        return
    series = []
    for label, path in paths.items():
        points = _points(path)
        series.append(
            Series(
                label[:LABEL_LIMIT_CHARACTERS],
                tuple(point[0] for point in points),
                tuple(point[1] for point in points),
                _kind_of(label, kind),
            )
        )
    low_x, high_x, low_y, high_y = map(float, box)
    _show(
        Figure(
            title[:LABEL_LIMIT_CHARACTERS],
            Axis(labels[0], low_x, high_x),
            Axis(labels[1], low_y, high_y),
            tuple(series),
            levels=level_segments(f, box),
            is_square=True,
        )
    )


def _show(figure: Figure) -> None:
    figures = _figures.get()
    if figures is not None and len(figures) < FIGURES_LIMIT:
        figures.append(figure)


def _numbers(values: Any, *, is_positive: bool) -> list[float | None]:
    """Return finite numbers, None for what is not; nothing at all for what are no numbers."""
    flat = _array(values)
    if flat.ndim != 1:
        return []
    lowest = SMALLEST if is_positive else -LARGEST
    return [float(each) if lowest <= each <= LARGEST else None for each in flat]


def _points(path: Any) -> list[tuple[float | None, float | None]]:
    array = _array(path)
    if array.ndim != 2 or array.shape[1] != 2:
        return []
    return [
        (float(x), float(y)) if abs(x) <= LARGEST and abs(y) <= LARGEST else (None, None)
        for x, y in array[_kept(len(array))]
    ]


def _array(values: Any) -> np.ndarray[Any, Any]:
    """Return values as an array, computed first where they are a function; else an empty one."""
    try:
        with np.errstate(all="ignore"):
            found = values() if callable(values) else values
            return np.asarray(wide(found) if hasattr(found, "shape") else found, dtype=float)
    # Whatever the learner returned, a picture of it must not fail a check.
    except Exception:  # noqa: BLE001
        return np.empty(0)


def _kind_of(label: str, kind: Kind | Mapping[str, Kind]) -> Kind:
    return kind.get(label, "line") if isinstance(kind, Mapping) else kind


def _kept(count: int) -> list[int]:
    """Return which of so many points are drawn: all, or some evenly, with both ends."""
    if count <= POINTS_LIMIT:
        return list(range(count))
    return [round(at * (count - 1) / (POINTS_LIMIT - 1)) for at in range(POINTS_LIMIT)]


def _axis(label: str, rows: list[tuple[float | None, ...]], *, is_log: bool) -> Axis:
    """Return an axis that holds all rows but the first, the learner's, and of that what is near."""
    spans = [span for row in rows if (span := _span(row, is_log=is_log)) is not None]
    if not spans:
        return Axis(label, 1.0 if is_log else 0.0, 10.0 if is_log else 1.0, is_log)
    held = [span for row in rows[1:] if (span := _span(row, is_log=is_log)) is not None] or spans
    low, high = min(span[0] for span in held), max(span[1] for span in held)
    room = max(high - low, 1.0 if is_log else abs(high) * 1e-3 or 1.0)
    low = max(min(span[0] for span in spans), low - room)
    high = min(max(span[1] for span in spans), high + room)
    pad = 0.04 * (high - low) or (0.5 if is_log else abs(high) * 0.1 or 1.0)
    low, high = low - pad, high + pad
    return Axis(label, 10**low, 10**high, is_log=True) if is_log else Axis(label, low, high)


def _span(row: tuple[float | None, ...], *, is_log: bool) -> tuple[float, float] | None:
    known = [math.log10(each) if is_log else each for each in row if each is not None]
    return (min(known), max(known)) if known else None
