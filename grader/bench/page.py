"""Puts the table into a page, so that no figure there is typed by hand."""

from collections.abc import Sequence
from pathlib import Path

from grader.bench.rows import Row
from grader.bench.table import markdown_table

BEGIN = "<!-- table: begin, written by `make bench-page` -->"
END = "<!-- table: end -->"


class MarksMissing(ValueError):
    """The page lacks the marks between which the table belongs."""


def page_write(page: Path, rows: Sequence[Row], header: str) -> None:
    """Replace what stands between the page's marks. Raises MarksMissing."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise MarksMissing(f"{page} has no lines {BEGIN!r} and {END!r}")
    table = f"\n{header}\n\n{markdown_table(rows)}"
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
