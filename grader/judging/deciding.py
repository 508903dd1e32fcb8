"""From what was measured and reported to a verdict. Default is fail.

A run ended properly when the solution process still answered as the last check was decided, and no
limit was broken. Only then does a passed check earn its points: of a process that was killed, that
crashed or that ended itself, nothing counts, whatever it answered before.
"""

import signal
from dataclasses import dataclass

from exercises.format.exercise import Check
from grader.judging.report import CheckReport, Verdict
from grader.judging.transcript import Transcript
from grader.sandbox.limits import Limits
from grader.sandbox.runs import RunOutcome

NEAR_LIMIT = 0.9


@dataclass(frozen=True)
class Decision:
    """The verdict of the whole, with the sentence that explains it where no check does."""

    verdict: Verdict
    message: str
    is_proper: bool


def decide(
    transcript: Transcript, outcome: RunOutcome, limits: Limits, *, is_overdue: bool
) -> Decision:
    """Return the verdict of a run whose judge has said its last word.

    `is_overdue` says that the supervisor ended the run because the learner's code took too long.
    """
    broken = _limit_broken(outcome, limits, is_overdue=is_overdue)
    if broken is not None:
        return broken
    if transcript.load_failure is not None:
        failure = transcript.load_failure
        return Decision(failure.verdict, failure.message, is_proper=False)
    if transcript.gone is not None:
        return _gone_decide(transcript, outcome, limits)
    return Decision(_checks_verdict(transcript), "", is_proper=True)


def checks_report(
    checks: tuple[Check, ...], transcript: Transcript, decision: Decision
) -> list[CheckReport]:
    """Return one report for each check, those that were not decided as failed."""
    reports = []
    for position, check in enumerate(checks):
        if position < len(transcript.checks):
            reports.append(check_report(check, transcript, position, decision))
        else:
            is_first = position == len(transcript.checks)
            reports.append(_undecided_report(check, decision, is_first=is_first))
    return reports


def check_report(
    check: Check, transcript: Transcript, position: int, decision: Decision | None = None
) -> CheckReport:
    """Return the report of a check that was decided; points fall away after an improper end."""
    decided = transcript.checks[position]
    message, points = decided.message, check.points if decided.verdict == "passed" else 0
    if points and decision is not None and not decision.is_proper:
        points = 0
        message = "This check held, but earns no points: the run did not end properly."
    return CheckReport(
        id=check.id,
        title=check.title,
        verdict=decided.verdict,
        points=points,
        max_points=check.points,
        hidden=not check.public,
        message=message,
        mistake=decided.mistake,
        margin=decided.margin,
        # A figure shows the reference, which nobody is told of a hidden check's inputs.
        figures=decided.figures if check.public else (),
    )


def _undecided_report(check: Check, decision: Decision, *, is_first: bool) -> CheckReport:
    if is_first:
        verdict, message = decision.verdict, decision.message
    else:
        verdict, message = "failed", "This check was not run: the run had ended before it."
    return CheckReport(
        id=check.id,
        title=check.title,
        verdict=verdict,
        points=0,
        max_points=check.points,
        hidden=not check.public,
        message=message,
        mistake=None,
    )


def _limit_broken(outcome: RunOutcome, limits: Limits, *, is_overdue: bool) -> Decision | None:
    if outcome.killed_for == "memory":
        return _over_memory(limits)
    if is_overdue or outcome.killed_for == "timeout" or outcome.signal == signal.SIGXCPU:
        message = f"Your code took longer than the limit of {limits.wall_limit_s:g} s."
        return Decision("timeout", message, is_proper=False)
    if outcome.killed_for == "output limit":
        limit_kib = limits.output_limit_bytes // 1024
        message = f"Your code printed more than the limit of {limit_kib} KiB."
        return Decision("output limit", message, is_proper=False)
    return None


def _gone_decide(transcript: Transcript, outcome: RunOutcome, limits: Limits) -> Decision:
    reason = "closed" if transcript.gone is None else transcript.gone.reason
    if reason != "closed":
        return Decision("error", _sent_wrongly(reason, limits), is_proper=False)
    if outcome.exit_code != 0 and _is_out_of_memory(transcript, outcome, limits):
        return _over_memory(limits)
    if outcome.signal is None:
        message = (
            f"Your code ended its own process (exit status {outcome.exit_code}) "
            "before the checks were done."
        )
    else:
        message = f"The process of your code was ended by {_signal_name(outcome.signal)}."
    return Decision("error", message, is_proper=False)


def _sent_wrongly(reason: str, limits: Limits) -> str:
    if reason == "oracle limit":
        return (
            "Your code called the functions it was handed more than "
            f"{limits.oracle_call_limit:,} times; that is the limit."
        )
    if reason == "frame limit":
        return (
            "The process of your code sent the grader more than "
            f"{limits.frame_count_limit:,} messages; that is the limit."
        )
    return "The process of your code sent something that is no answer of your function."


def _over_memory(limits: Limits) -> Decision:
    limit_mib = limits.memory_limit_bytes // (1 << 20)
    message = f"Your code used more memory than the limit of {limit_mib} MiB."
    return Decision("memory", message, is_proper=False)


def _is_out_of_memory(transcript: Transcript, outcome: RunOutcome, limits: Limits) -> bool:
    """Return whether a process that broke down had come near its limit, or met it before."""
    is_near = outcome.memory_bytes >= NEAR_LIMIT * limits.memory_limit_bytes
    return is_near or any(check.verdict == "memory" for check in transcript.checks)


def _signal_name(number: int) -> str:
    try:
        known = signal.Signals(number)
    except ValueError:
        return f"signal {number}"
    text = signal.strsignal(number)
    return f"{known.name} ({text.lower()})" if text else known.name


def _checks_verdict(transcript: Transcript) -> Verdict:
    verdicts = [check.verdict for check in transcript.checks if check.verdict != "passed"]
    if not verdicts:
        return "passed"
    return "failed" if "failed" in verdicts else verdicts[0]
