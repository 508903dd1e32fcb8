"""The table of all rows: as text, as Markdown, as JSON."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from grader.bench.rows import Row

HEADINGS = ("what", "result", "measured", "against", "target", "runs")


def text_table(rows: Sequence[Row]) -> str:
    """Return the rows under the heading of their group, in aligned columns."""
    cells = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *cells, strict=True)]
    lines = [_aligned(HEADINGS, widths)]
    for group, members in groupby(rows, lambda row: row.group):
        lines += ["", group]
        lines += [_aligned(_cells(row), widths) for row in members]
    return "\n".join(lines) + "\n"


def markdown_table(rows: Sequence[Row]) -> str:
    """Return the rows as one Markdown table for each group."""
    lines: list[str] = []
    for group, members in groupby(rows, lambda row: row.group):
        lines += [f"**{group}**", "", _piped(HEADINGS), "|---|--:|---|---|---|--:|"]
        lines += [_piped(_cells(row)) for row in members]
        lines.append("")
    return "\n".join(lines)


def json_rows(rows: Iterable[Row]) -> str:
    """Return the rows as a JSON list, with whether each target holds."""
    return json.dumps([_fields(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    if row.value is None:
        return (row.name, "not measured", "", row.against, _target(row), str(row.samples))
    value = f"{number(row.value)} {row.unit}".strip()
    return (row.name, value, row.measured, row.against, _target(row), str(row.samples))


def number(value: float) -> str:
    """Return three significant digits, and no exponent."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _target(row: Row) -> str:
    if row.target is None:
        return ""
    word = {True: "holds", False: "MISSED", None: "open"}[row.holds]
    return f"{row.target} {word}"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _fields(row: Row) -> dict[str, Any]:
    return {
        "group": row.group,
        "name": row.name,
        "value": row.value,
        "unit": row.unit,
        "measured": row.measured,
        "against": row.against,
        "target": None if row.target is None else str(row.target),
        "holds": row.holds,
        "samples": row.samples,
    }
