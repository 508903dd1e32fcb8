"""Recognises known mistakes: the same inputs, the same outcome, and not the reference's."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any

from grader.judging.judge.calls import CallRecord, arguments_bytes, values_bytes
from grader.judging.judge.comparing import (
    difference,
    faults_agree,
    is_much_nearer,
    outcomes_agree,
)
from grader.judging.judge.guard import TimeIsUp, guarded
from grader.judging.judge.replaying import REPLAY_LIMIT_S, RESERVE_BYTES, replay
from grader.judging.judge.sources import Reference, module_execute
from grader.judging.wire import JudgeTask, TaskMistake

# All checks of a run together: the judge must be done long before it is taken for stuck.
DIAGNOSES_LIMIT_S = 20.0
SLOWER = 3.0
ALIKE = 4.0
# What a call across the channel may take beside the learner's own code.
CROSSING_S = 1e-3
# Replays are asked for again by later checks; those whose arrays are small are kept.
KEPT_LIMIT_BYTES = 64 * 1024 * 1024


class Diagnosis:
    """Compares calls of the learner's function with the reference and the known mistakes."""

    def __init__(self, task: JudgeTask, reference: Reference) -> None:
        """Load nothing yet: a mistake is executed when it is first needed."""
        self._task = task
        self._reference = reference
        self._modules: dict[str, ModuleType | None] = {}
        # With the function and the call themselves, so that no other may get their ids.
        self._kept: dict[tuple[int, int], tuple[object, CallRecord, CallRecord | None]] = {}
        self._kept_bytes = 0
        self._left_s = DIAGNOSES_LIMIT_S
        self._deadline = math.inf

    def mistake_find(
        self, check_id: str, calls: Sequence[CallRecord], earlier: Sequence[CallRecord]
    ) -> TaskMistake | None:
        """Return the known mistake that explains a failed check, or None.

        What has to be explained is the newest call whose outcome, or whose number of oracle calls,
        is not the reference's, by a mistake that made the same of the check's other calls, too.
        Where there is no such call, the answers were right and the cost was not: then a mistake
        that names this check and takes as long explains it. Of several mistakes those which name
        this check come first, as their sentences speak of it; then the one that agrees with most
        calls, `earlier` ones included.
        """
        started = time.monotonic()
        self._deadline = started + self._left_s
        try:
            return self._find(check_id, calls, earlier)
        finally:
            self._left_s -= time.monotonic() - started
            self._deadline = math.inf

    def _find(
        self, check_id: str, calls: Sequence[CallRecord], earlier: Sequence[CallRecord]
    ) -> TaskMistake | None:
        for call in reversed(calls):
            reference = self._reference_replay(call)
            if reference is None or _is_like(call, reference):
                continue
            found = [
                mistake
                for mistake in self._task.mistakes
                if _explains(
                    self._mistake_replay(mistake, call),
                    call,
                    reference,
                    is_named=mistake.caught_by == check_id,
                )
                and not self._is_contradicted(mistake, calls)
            ]
            if found:
                named = [mistake for mistake in found if mistake.caught_by == check_id]
                return self._most_agreeing(named or found, [*earlier, *calls])
            if not _is_right(call, reference):
                return None
        return self._costly(check_id, calls) if calls else None

    def is_off(self, calls: Iterable[CallRecord]) -> bool:
        """Return whether any outcome is not the reference's."""
        for call in calls:
            reference = self._reference_replay(call)
            if reference is None or not outcomes_agree(call.outcome, reference.outcome):
                return True
        return False

    def _is_contradicted(self, mistake: TaskMistake, calls: Sequence[CallRecord]) -> bool:
        """Return whether a mistake makes something else of any of these calls."""
        records = ((self._mistake_replay(mistake, call), call) for call in calls)
        return any(
            record is not None and not outcomes_agree(call.outcome, record.outcome)
            for record, call in records
        )

    def _costly(self, check_id: str, calls: Sequence[CallRecord]) -> TaskMistake | None:
        small, large = _extremes(calls)
        reference = self._reference_replay(large)
        if reference is None or not _is_slower(large, reference):
            return None
        for mistake in self._task.mistakes:
            if mistake.caught_by == check_id:
                record = self._mistake_replay(mistake, large)
                if record is None or not _costs_like(record, large, reference):
                    continue
                if _costs_no_more(small, self._mistake_replay(mistake, small)):
                    return mistake
        return None

    def _most_agreeing(
        self, found: Sequence[TaskMistake], others: Sequence[CallRecord]
    ) -> TaskMistake:
        if len(found) == 1:
            return found[0]
        return max(found, key=lambda mistake: self._agreements(mistake, others))

    def _agreements(self, mistake: TaskMistake, calls: Sequence[CallRecord]) -> int:
        records = [(self._mistake_replay(mistake, call), call) for call in calls]
        return sum(
            record is not None and outcomes_agree(call.outcome, record.outcome)
            for record, call in records
        )

    def _reference_replay(self, call: CallRecord) -> CallRecord | None:
        return self._replay(self._reference.function(call.function.name), call)

    def _mistake_replay(self, mistake: TaskMistake, call: CallRecord) -> CallRecord | None:
        function = getattr(self._module(mistake), call.function.name, None)
        return self._replay(function, call) if function is not None else None

    def _replay(self, function: Callable[..., Any], call: CallRecord) -> CallRecord | None:
        key = id(function), id(call)
        if key in self._kept:
            return self._kept[key][2]
        if time.monotonic() > self._deadline:
            return None
        record = replay(function, call.arguments, call.function)
        value_bytes = 0 if record is None else values_bytes([record.outcome.value])
        size_bytes = arguments_bytes(call.arguments) + value_bytes
        if self._kept_bytes + size_bytes <= KEPT_LIMIT_BYTES:
            self._kept_bytes += size_bytes
            self._kept[key] = function, call, record
        return record

    def _module(self, mistake: TaskMistake) -> ModuleType | None:
        if mistake.slug not in self._modules:
            try:
                with guarded(REPLAY_LIMIT_S, RESERVE_BYTES):
                    module = module_execute(f"mistake_{mistake.slug}", mistake.source)
                self._modules[mistake.slug] = module
            except (Exception, SystemExit, TimeIsUp):  # noqa: BLE001 (then it explains nothing)
                self._modules[mistake.slug] = None
        return self._modules[mistake.slug]


def _is_like(call: CallRecord, reference: CallRecord) -> bool:
    """Return whether nothing in a call's outcome or oracle calls sets it apart."""
    same_calls = call.oracle_calls == reference.oracle_calls
    return same_calls and difference(call.outcome, reference.outcome) == "none"


def _is_right(call: CallRecord, reference: CallRecord) -> bool:
    same_calls = call.oracle_calls == reference.oracle_calls
    return same_calls and difference(call.outcome, reference.outcome) != "gross"


def _explains(
    record: CallRecord | None, call: CallRecord, reference: CallRecord, *, is_named: bool
) -> bool:
    """Return whether a mistake made of these inputs what the learner's code made of them.

    Where the value is right, only the number of oracle calls, or a loss of digits that the failed
    check is about, can be what the two have in common.
    """
    if record is None or not outcomes_agree(call.outcome, record.outcome):
        return False
    if not faults_agree(call.outcome, record.outcome):
        return False
    kind = difference(call.outcome, reference.outcome)
    if kind == "gross":
        return is_much_nearer(call.outcome, record.outcome, reference.outcome)
    if record.oracle_calls != call.oracle_calls:
        return False
    if call.oracle_calls != reference.oracle_calls:
        return True
    is_fine = kind == "fine" and is_named
    return is_fine and is_much_nearer(call.outcome, record.outcome, reference.outcome)


def _extremes(calls: Sequence[CallRecord]) -> tuple[CallRecord, CallRecord]:
    """Return the quickest of the calls with the smallest arguments, and of those with the largest.

    What differs between them is how the cost grows, not what it is at one size.
    """
    sizes = [arguments_bytes(call.arguments) for call in calls]

    def quickest(extreme: int) -> CallRecord:
        alike = (call for call, size in zip(calls, sizes, strict=True) if size == extreme)
        return min(alike, key=lambda call: call.outcome.seconds)

    return quickest(min(sizes)), quickest(max(sizes))


def _is_slower(call: CallRecord, reference: CallRecord) -> bool:
    return call.outcome.seconds > SLOWER * reference.outcome.seconds


def _costs_like(record: CallRecord, call: CallRecord, reference: CallRecord) -> bool:
    """Return whether a mistake gives the same right answer for about the same high price."""
    slower, faster = record.outcome.seconds, call.outcome.seconds
    if slower < faster:
        slower, faster = faster, slower
    return (
        _is_slower(record, reference)
        and slower <= ALIKE * faster
        and outcomes_agree(call.outcome, record.outcome)
    )


def _costs_no_more(call: CallRecord, record: CallRecord | None) -> bool:
    """Return whether a small call was as cheap for the learner's code as it is for a mistake."""
    return record is None or call.outcome.seconds <= ALIKE * record.outcome.seconds + CROSSING_S
