"""How a result's checks are told: what several checks have in common is said once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# The judge's words for a check that the run never reached.
NOT_RUN = "This check was not run"
CODE = re.compile(r"`([^`\n]+)`")


class CheckResult(Protocol):
    """A check's result, as a row or as the API's schema."""

    verdict: str
    message: str
    mistake: str | None


class Result(Protocol):
    """A submission's result."""

    message: str
    checks: list[CheckResult]


@dataclass(frozen=True)
class CheckRow:
    """One check of a result: a known mistake's sentence as `advice`, what differed as `detail`."""

    check: CheckResult
    advice: str
    detail: str
    is_run: bool


@register.filter
def check_rows(result: Result) -> list[CheckRow]:
    """The rows of a result's checks, with nothing said twice in a row."""
    return list(_rows(result))


@register.filter
def code_spans(text: str) -> SafeString:
    """A sentence with its `code` set as code."""
    parts = CODE.split(text)
    told = (
        format_html("<code>{}</code>", part) if position % 2 else escape(part)
        for position, part in enumerate(parts)
    )
    return mark_safe("".join(told))  # noqa: S308 (every part is escaped)


def _rows(result: Result) -> Iterable[CheckRow]:
    before = result.message
    told: set[str] = set()
    for check in result.checks:
        is_run = not check.message.startswith(NOT_RUN)
        advice, detail = _split(check)
        if check.message and check.message == before:
            is_above = is_run and before != result.message
            yield CheckRow(check, "", "As above." if is_above else "", is_run)
        else:
            yield CheckRow(check, "" if advice in told else advice, detail, is_run)
        before = check.message
        told.add(advice)


def _split(check: CheckResult) -> tuple[str, str]:
    """The sentence of a known mistake comes first, then what differed."""
    if not check.mistake:
        return "", check.message
    advice, _, detail = check.message.partition("\n\n")
    return advice, detail
