"""The self-test as text: for an operator who has never seen it, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from grader.sandbox.self_test import Finding, Level, SelfTest

_MARKS: dict[Level, str] = {"holds": "holds ", "advice": "weaker", "broken": "BROKEN"}
_INDENT = " " * 8


def check_lines(check: SelfTest) -> Iterator[tuple[Level | None, str]]:
    """Yield the lines to print, each with the level of what it tells; None for none."""
    yield None, "In force on this machine:"
    width = max(map(len, check.in_force), default=0)
    for subject, words in check.in_force.items():
        yield None, f"  {subject:{width}}  {words}"
    yield None, ""
    yield None, "Tried on this machine:"
    for finding in check.findings:
        yield finding.level, f"{_MARKS[finding.level]}  {finding.name}"
        yield from ((finding.level, f"{_INDENT}{line}") for line in _particulars(finding))
    yield None, ""


def check_summary(check: SelfTest) -> tuple[Level, str]:
    """Return the last line to print, with its level."""
    count = len(check.findings)
    broken = sum(finding.level == "broken" for finding in check.findings)
    weaker = sum(finding.level == "advice" for finding in check.findings)
    if broken:
        return "broken", f"{broken} of {count} do not hold: nothing is graded here."
    if weaker:
        return "advice", f"All {count} hold, {weaker} more weakly: this machine can grade."
    return "holds", f"All {count} hold: this machine can grade."


def check_json(check: SelfTest) -> str:
    """Return the check as a JSON object: can_grade, in_force, findings."""
    data = {"can_grade": check.can_grade, "in_force": check.in_force, "findings": check.findings}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()


def _particulars(finding: Finding) -> Iterator[str]:
    if finding.detail:
        yield f"Seen: {finding.detail}"
    if finding.mend:
        yield f"To {'mend' if finding.level == 'broken' else 'strengthen'} it: {finding.mend}."
