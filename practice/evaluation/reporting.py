"""The report: as tables on the terminal and in the page, and as JSON."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from practice.evaluation.comparing import Duel, PolicyRow
from practice.evaluation.real import LogRow
from practice.evaluation.targets import Target

BEGIN = "<!-- tables: begin, written by `make practice-eval` -->"
END = "<!-- tables: end -->"
POLICY_HEADINGS = (
    "policy",
    "exam recall",
    "minutes",
    "gain an hour",
    "log loss",
    "least",
    "20-bin RMSE",
)
LOG_HEADINGS = ("log", "predictor", "answers", "log loss", "AUC", "20-bin RMSE")
DUEL_HEADINGS = (
    "where",
    "learners",
    "exam recall",
    "over lowest R",
    "minutes over it",
    "gain per minute over due-only",
    "log loss",
    "20-bin RMSE",
    "learners worse off",
)
Table = tuple[str, Sequence[str], list[Sequence[str]]]


class MarksMissing(ValueError):
    """The page lacks the marks between which the tables belong."""


class Report(Struct, frozen=True):
    """Everything that was measured, and on what."""

    header: str
    policies: list[PolicyRow]
    pooled: list[Duel]
    cells: list[Duel]
    kinds: list[Duel]
    logs: list[LogRow]
    targets: list[Target]


def text_report(report: Report) -> str:
    """Return the tables in aligned columns."""
    parts = [report.header]
    for title, headings, rows in _tables(report):
        widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
        lines = [title, _aligned(headings, widths), *(_aligned(row, widths) for row in rows)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def json_report(report: Report) -> bytes:
    """Return the report as JSON, with whether each target holds."""
    fields = msgspec.to_builtins(report)
    for target, written in zip(report.targets, fields["targets"], strict=True):
        written["holds"] = target.holds
    return msgspec.json.format(msgspec.json.encode(fields), indent=1)


def page_write(page: Path, report: Report) -> None:
    """Replace the tables between the page's marks. Raises MarksMissing."""
    marked_write(page, _markdown(report), (BEGIN, END))


def marked_write(page: Path, text: str, marks: tuple[str, str]) -> None:
    """Replace what stands between two marks of a page. Raises MarksMissing."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise MarksMissing(f"{page} has no lines {marks[0]!r} and {marks[1]!r}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def table_markdown(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, its numbers aligned to the right."""
    rule = "|---|" + "--:|" * (len(headings) - 1)
    return "\n".join([_piped(headings), rule, *(_piped(row) for row in rows)])


def _markdown(report: Report) -> str:
    parts = [report.header]
    for title, headings, rows in _tables(report):
        parts += [f"**{title}**", table_markdown(headings, rows)]
    return "\n" + "\n\n".join(parts) + "\n"


def _tables(report: Report) -> Iterable[Table]:
    yield "Targets", ("target", "value", "bound", ""), [_target(each) for each in report.targets]
    if report.policies:
        rows = [_policy(row) for row in report.policies]
        yield "Policies on simulated learners", POLICY_HEADINGS, rows
        duels = [*report.pooled, *report.cells]
        yield (
            "Ours against FSRS, by graph and truth",
            DUEL_HEADINGS,
            [_duel(each) for each in duels],
        )
        yield "Ours against FSRS, by learner", DUEL_HEADINGS, [_duel(each) for each in report.kinds]
        yield "Where we lose", ("where", "what"), _losses([*report.cells, *report.kinds])
    if report.logs:
        yield "Real logs", LOG_HEADINGS, [_log(row) for row in report.logs]


def _target(target: Target) -> Sequence[str]:
    sign = "≥" if target.at_least else "≤"
    word = "holds" if target.holds else "MISSED"
    return (target.name, f"{target.value:.3f}", f"{sign} {target.bound:g}", word)


def _policy(row: PolicyRow) -> Sequence[str]:
    return (
        row.policy,
        row.exam_recall.text(),
        row.minutes.text(0),
        f"{row.gain_per_hour:.4f}" if row.minutes.value else "",
        row.log_loss.text() if row.log_loss else "",
        f"{row.least_log_loss:.3f}" if row.log_loss else "",
        row.rmse.text() if row.rmse else "",
    )


def _duel(duel: Duel) -> Sequence[str]:
    return (
        duel.where,
        str(duel.learners),
        f"{duel.recall:.3f}",
        duel.recall_more.text(),
        duel.minutes_more.text(0),
        duel.gain_more.text(2),
        f"{duel.log_loss:.3f}",
        f"{duel.rmse:.3f}",
        f"{duel.worse_share:.0%}",
    )


def _losses(duels: Sequence[Duel]) -> list[Sequence[str]]:
    """Return where the interval of a difference lies on the wrong side of nothing."""
    rows: list[Sequence[str]] = []
    for duel in duels:
        if duel.recall_more.high < 0:
            rows.append((duel.where, f"exam recall {duel.recall_more.text()} against lowest R"))
        if duel.minutes_more.low > 0:
            rows.append((duel.where, f"minutes {duel.minutes_more.text(0)} against lowest R"))
        if duel.gain_more.high < 0:
            rows.append((duel.where, f"gain per minute {duel.gain_more.text(2)} against due-only"))
    return rows or [("nowhere", "no interval lies on the wrong side of nothing")]


def _log(row: LogRow) -> Sequence[str]:
    return (
        row.log,
        row.predictor,
        str(row.answers),
        row.log_loss.text(),
        row.auc.text(),
        f"{row.rmse:.3f}",
    )


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
