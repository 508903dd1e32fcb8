"""The figures of a submission's result, drawn for its page."""

from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.utils.safestring import SafeString, mark_safe

from exercises.figures.drawing import figure_svg, key_svg
from exercises.figures.figure import Figure
from exercises.figures.tabling import figure_table
from grader.models import CheckResult, Grading


@dataclass(frozen=True)
class FigureShown:
    """A figure as the page shows it: drawn, with the key to its series, and as a table."""

    title: str
    check_title: str
    svg: SafeString
    keys: list[tuple[SafeString, str]]
    heads: list[str]
    rows: list[list[str]]


def figures_list(submission_id: UUID) -> list[FigureShown]:
    """Return the figures of a submission's latest grading, in the order of the checks."""
    latest = Grading.objects.filter(submission=submission_id).order_by("-number").values("pk")[:1]
    results = CheckResult.objects.filter(grading__in=latest).exclude(figures=[])
    return [
        _shown(msgspec.convert(data, Figure), result, f"figure-{result.position}-{number}")
        for result in results.order_by("position")
        for number, data in enumerate(result.figures, 1)
    ]


def _shown(figure: Figure, result: CheckResult, ident: str) -> FigureShown:
    heads, rows = figure_table(figure)
    return FigureShown(
        title=figure.title,
        check_title=result.title,
        # Made by an XML writer from numbers and escaped labels.
        svg=mark_safe(figure_svg(figure, ident)),  # noqa: S308
        keys=[
            (mark_safe(key_svg(series, number)), series.label)  # noqa: S308
            for number, series in enumerate(figure.series, 1)
        ],
        heads=heads,
        rows=rows,
    )
