"""What a figure is made of: numbers and short labels, all of them bounded."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

POINTS_LIMIT = 200
SERIES_LIMIT = 5
LEVELS_LIMIT = 12
# Level lines are given on a grid of this many steps a side.
GRID = 1000

Label: TypeAlias = Annotated[str, Meta(max_length=120)]
Numbers: TypeAlias = Annotated[tuple[float | None, ...], Meta(max_length=POINTS_LIMIT)]
# x, y of one end, x, y of the other, and so on.
Segments: TypeAlias = Annotated[
    tuple[Annotated[int, Meta(ge=0, le=GRID)], ...], Meta(max_length=8000)
]


class Axis(Struct, frozen=True, forbid_unknown_fields=True):
    """An axis: what it measures, and from where to where."""

    label: Label
    low: float
    high: float
    is_log: bool = False


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    """Points in order; one whose x or y is None is not drawn. `kind` "line" joins them."""

    label: Label
    x: Numbers
    y: Numbers
    kind: Literal["line", "points"] = "line"


class Figure(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure; `levels` are level lines of a function, and come with `is_square`."""

    title: Label
    x: Axis
    y: Axis
    series: Annotated[tuple[Series, ...], Meta(max_length=SERIES_LIMIT)]
    levels: Annotated[tuple[Segments, ...], Meta(max_length=LEVELS_LIMIT)] = ()
    is_square: bool = False
