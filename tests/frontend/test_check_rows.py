"""Rows of a result: what several checks share is said once."""

from dataclasses import dataclass, field

import pytest

from frontend.templatetags.check_rows import NOT_RUN, check_rows, code_spans


@dataclass
class Check:
    message: str = ""
    mistake: str | None = None
    verdict: str = "failed"


@dataclass
class Result:
    message: str = ""
    checks: list[Check] = field(default_factory=list)


def told(*checks: Check, message: str = "") -> list[tuple[str, str]]:
    return [(row.advice, row.detail) for row in check_rows(Result(message, list(checks)))]


def test_the_sentence_of_a_mistake_is_told_at_its_first_check() -> None:
    rows = told(
        Check("Yours quadrupled.\n\nn = 3: off.", "squared"),
        Check(verdict="passed"),
        Check("Yours quadrupled.\n\nn = 8: off.", "squared"),
        Check("It forgot the root.\n\nn = 9: off.", "other"),
    )
    assert rows == [
        ("Yours quadrupled.", "n = 3: off."),
        ("", ""),
        ("", "n = 8: off."),
        ("It forgot the root.", "n = 9: off."),
    ]


def test_a_message_without_a_known_mistake_stays_whole() -> None:
    assert told(Check("One.\n\nTwo.")) == [("", "One.\n\nTwo.")]


def test_what_the_check_before_said_is_not_said_again() -> None:
    rows = told(Check("It raised."), Check("It raised."), Check("Off."), Check("It raised."))
    assert rows == [("", "It raised."), ("", "As above."), ("", "Off."), ("", "It raised.")]


def test_what_the_result_says_is_not_said_by_its_first_check() -> None:
    assert told(Check("Too slow."), message="Too slow.") == [("", "")]


def test_checks_that_were_not_run_are_told_apart_from_failed_ones() -> None:
    late = f"{NOT_RUN}: the run had ended before it."
    rows = check_rows(Result("Too slow.", [Check("Too slow."), Check(late), Check(late)]))
    assert [(row.is_run, row.detail) for row in rows] == [(True, ""), (False, late), (False, "")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Define `f(x)`.", "Define <code>f(x)</code>."),
        ("`<b>` & <i>", "<code>&lt;b&gt;</code> &amp; &lt;i&gt;"),
        ("one ` alone", "one ` alone"),
    ],
)
def test_code_in_a_sentence_is_set_as_code_and_nothing_else_is_markup(text: str, html: str) -> None:
    assert code_spans(text) == html
