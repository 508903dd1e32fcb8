"""A report as a table for people."""

import textwrap

from exercises.format.exercise import Exercise
from grader.judging.report import CheckReport, Report

WIDTH = 88
MARKS = {"passed": "✓", "failed": "✗"}
# A terminal obeys control characters, and the learner's code chooses what it prints and raises.
CONTROLS = {
    **{number: 0x2400 + number for number in range(0x20) if chr(number) not in "\n\t"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def report_show(exercise: Exercise, report: Report) -> str:
    """Return the report as text: the verdict, a line a check, messages, what was printed."""
    points = f"{report.points} of {report.max_points} points"
    memory = f"{report.memory_bytes / (1 << 20):.0f} MiB"
    lines = [
        f"{exercise.catalogue_number} {exercise.title} · {report.verdict} · {points}",
        f"seed {report.seed} · {report.device} · {report.time_s:.2f} s · {memory}",
    ]
    if report.message:
        lines += ["", *_wrap(report.message, "")]
    if report.checks:
        lines.append("")
    title_width = max((len(check.title) for check in report.checks), default=0)
    for check in report.checks:
        lines += _check_lines(check, title_width)
    if report.stdout:
        lines += ["", "Printed:", textwrap.indent(report.stdout.rstrip("\n"), "  ")]
    return controls_show("\n".join(lines) + "\n")


def controls_show(text: str) -> str:
    """Return text with a visible sign for every control character but newline and tab."""
    return text.replace("\r\n", "\n").translate(CONTROLS)


def _check_lines(check: CheckReport, title_width: int) -> list[str]:
    mark = MARKS.get(check.verdict, "!")
    points = f"{check.points}/{check.max_points}"
    hidden = "  hidden" if check.hidden else ""
    line = f"{mark} {check.title:<{title_width}}  {points:>5}  {check.verdict}{hidden}"
    return [line, *_wrap(check.message, "    ")]


def _wrap(text: str, indent: str) -> list[str]:
    lines: list[str] = []
    for paragraph in text.splitlines():
        wrapped = textwrap.wrap(paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent)
        lines += wrapped
    return lines
