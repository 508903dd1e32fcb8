"""The verdict comes from what the supervisor measured; default is fail."""

import signal

import pytest

from grader.judging.deciding import checks_report, decide
from grader.judging.transcript import Transcript
from grader.judging.wire import CheckFinished, Gone
from grader.sandbox.limits import MIB, Limits
from grader.sandbox.runs import RunOutcome

LIMITS = Limits(
    memory_limit_bytes=100, wall_limit_s=2.0, frame_count_limit=5_000, oracle_call_limit=2_000
)


def outcome(*, exit_code=None, sig=None, killed_for=None, memory=0):
    return RunOutcome(exit_code, sig, killed_for, 1.0, 1.0, memory, "", output_truncated=False)


def transcript(*verdicts, gone=None):
    ids = ("value", "homogeneous", "purity")
    checks = [
        CheckFinished(position, ids[position], verdict, "", None)
        for position, verdict in enumerate(verdicts)
    ]
    ended = Gone(gone) if gone else None
    return Transcript(ids, checks=checks, gone=ended, is_loaded=True, is_done=not gone)


def verdict(report, measured, *, is_overdue=False):
    return decide(report, measured, LIMITS, is_overdue=is_overdue).verdict


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (("passed", "passed", "passed"), "passed"),
        (("passed", "failed", "passed"), "failed"),
        (("passed", "error", "passed"), "error"),
        (("passed", "passed", "memory"), "memory"),
        (("error", "memory", "failed"), "failed"),
        (("memory", "error", "passed"), "memory"),
    ],
)
def test_checks_decide_a_run_that_ended_properly(verdicts, expected):
    assert verdict(transcript(*verdicts), outcome(exit_code=0)) == expected


def test_what_happens_after_the_last_check_does_not_matter():
    passed = transcript("passed", "passed", "passed")
    for measured in (
        outcome(exit_code=1),
        outcome(sig=signal.SIGSEGV),
        outcome(sig=signal.SIGKILL, killed_for="stopped"),
    ):
        assert verdict(passed, measured) == "passed"


def test_a_broken_limit_decides_even_after_the_last_check():
    passed = transcript("passed", "passed", "passed")
    assert verdict(passed, outcome(killed_for="output limit")) == "output limit"
    assert verdict(passed, outcome(killed_for="timeout")) == "timeout"
    assert verdict(passed, outcome(sig=signal.SIGXCPU)) == "timeout"
    assert verdict(passed, outcome(exit_code=0), is_overdue=True) == "timeout"


@pytest.mark.parametrize(
    ("measured", "expected", "word"),
    [
        (outcome(exit_code=0), "error", "exit status 0"),
        (outcome(exit_code=0, memory=99), "error", "exit status 0"),
        (outcome(exit_code=1), "error", "exit status 1"),
        (outcome(exit_code=1, memory=95), "memory", "more memory"),
        (outcome(sig=signal.SIGSEGV), "error", "SIGSEGV"),
        (outcome(sig=signal.SIGABRT, memory=95), "memory", "more memory"),
        (outcome(sig=signal.SIGKILL, memory=100), "memory", "more memory"),
        (outcome(sig=signal.SIGKILL), "error", "SIGKILL"),
        (outcome(sig=signal.SIGRTMIN + 1), "error", "signal"),
        (outcome(sig=signal.SIGKILL, killed_for="timeout"), "timeout", "2 s"),
    ],
)
def test_a_process_that_is_gone_is_judged_by_how_it_ended(measured, expected, word):
    decision = decide(transcript("passed", gone="closed"), measured, LIMITS, is_overdue=False)
    assert decision.verdict == expected
    assert word in decision.message
    assert not decision.is_proper


def test_something_that_is_no_answer_is_an_error():
    report = transcript(gone="malformed")
    measured = outcome(sig=signal.SIGKILL, killed_for="stopped", memory=100)
    assert verdict(report, measured) == "error"


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("oracle limit", "Your code called the functions it was handed more than 2,000 times"),
        ("frame limit", "The process of your code sent the grader more than 5,000 messages"),
    ],
)
def test_asking_or_sending_too_much_is_an_error_that_names_the_limit(reason, message):
    measured = outcome(sig=signal.SIGKILL, killed_for="stopped", memory=100)
    decision = decide(transcript("passed", gone=reason), measured, LIMITS, is_overdue=False)
    assert (decision.verdict, decision.message) == ("error", f"{message}; that is the limit.")
    assert not decision.is_proper


@pytest.mark.parametrize("is_overdue", [False, True])
@pytest.mark.parametrize("ended", [{"gone": "closed"}, {}], ids=["closed", "done"])
def test_a_run_that_was_killed_for_its_memory_broke_that_limit(ended, is_overdue):
    limits = Limits(memory_limit_bytes=64 * MIB)
    measured = outcome(sig=signal.SIGKILL, killed_for="memory", memory=1)
    report = transcript("passed", "passed", "passed", **ended)
    decision = decide(report, measured, limits, is_overdue=is_overdue)
    assert decision.verdict == "memory"
    assert decision.message == "Your code used more memory than the limit of 64 MiB."
    assert not decision.is_proper


def test_points_are_kept_only_for_a_proper_end(norm):
    proper = transcript("passed", "failed", "passed")
    decision = decide(proper, outcome(exit_code=0), LIMITS, is_overdue=False)
    assert [check.points for check in checks_report(norm.checks, proper, decision)] == [3, 0, 1]

    improper = transcript("passed", gone="closed")
    decision = decide(improper, outcome(exit_code=0), LIMITS, is_overdue=False)
    reports = checks_report(norm.checks, improper, decision)
    assert [check.points for check in reports] == [0, 0, 0]
    assert [check.verdict for check in reports] == ["passed", "error", "failed"]
    assert [check.max_points for check in reports] == [3, 2, 1]
