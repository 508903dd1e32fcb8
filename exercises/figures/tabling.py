"""A figure's numbers as a table, for those who read rather than look."""

from exercises.figures.figure import Figure
from exercises.figures.ticks import number_said

ROWS_LIMIT = 12


def figure_table(figure: Figure) -> tuple[list[str], list[list[str]]]:
    """Return the heads of the columns, and rows of words: some of many, evenly."""
    longest = max((series.x for series in figure.series), key=len, default=())
    if not figure.is_square and all(each.x == longest[: len(each.x)] for each in figure.series):
        heads = [figure.x.label, *(each.label for each in figure.series)]
        columns = [longest, *(each.y for each in figure.series)]
    else:
        axes = (figure.x.label, figure.y.label)
        heads = [f"{each.label}, {axis}" for each in figure.series for axis in axes]
        columns = [column for each in figure.series for column in (each.x, each.y)]
    step = max(1, -(-len(longest) // ROWS_LIMIT))
    shown = range(0, len(longest), step)
    return heads, [[_cell(column, at) for column in columns] for at in shown]


def _cell(column: tuple[float | None, ...], at: int) -> str:
    value = column[at] if at < len(column) else None
    return "–" if value is None else number_said(value)
