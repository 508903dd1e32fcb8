"""The pool of zygotes of one worker process."""

from __future__ import annotations

import logging
import math
import os
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Self

from grader.inside.orders import RunOrder
from grader.sandbox.cgroups.discovery import MemoryBy, place_find
from grader.sandbox.errors import SandboxError
from grader.sandbox.keeper import Keeper
from grader.sandbox.limits import Flavour, Limits
from grader.sandbox.memory import Baseline, guard_make
from grader.sandbox.mounts import Mount
from grader.sandbox.renewal import doubt_of
from grader.sandbox.runs import Run, RunOutcome
from grader.sandbox.zygotes import Zygote, ZygoteGone

IDLE_ENTRY = "grader.inside.zygote:idle"
RUNS_PER_ZYGOTE = 500
DOUBT_PAUSE_S = 30.0

log = logging.getLogger(__name__)


class ZygotePool:
    """Warm zygotes, one a flavour, started on demand and replaced by fresh ones.

    `judge_mounts` are shown to zygotes of the judge's role only (see `mounts.code_mount`), and
    `judge_preloads` is what these load before they fork (see `ZygoteOrder`). `memory_by` is what
    holds the runs' memory, by default the best that the machine offers; SandboxUnavailable is
    raised where it does not offer that. Thread-safe; a context manager.

    A zygote that is dead or stuck is dropped at once, and the next run waits for another. After
    `runs_per_zygote` runs, or any doubt about it (see `renewal.doubt_of`), its successor is
    started beside it and takes over when warm; it is killed when its last run has ended. A doubt
    waits until the zygote has served `doubt_pause_s`.
    """

    def __init__(
        self,
        *,
        judge_mounts: tuple[Mount, ...] = (),
        judge_preloads: Sequence[str] = (),
        runs_per_zygote: int = RUNS_PER_ZYGOTE,
        doubt_pause_s: float = DOUBT_PAUSE_S,
        memory_by: MemoryBy | None = None,
    ) -> None:
        # Where runs get control groups, or why they get none.
        self.groups = place_find(memory_by)
        self._judge_mounts = judge_mounts
        self._judge_preloads = judge_preloads
        self._runs_per_zygote = runs_per_zygote
        self._doubt_pause_s = doubt_pause_s
        self._keeper = Keeper()
        self._zygotes: dict[Flavour, Zygote] = {}
        self._retired: set[Zygote] = set()
        self._renewals: dict[Flavour, threading.Thread] = {}
        self._lock = threading.Lock()
        self._starting: dict[Flavour, threading.Lock] = {}
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self, flavour: Flavour) -> None:
        """Warm the zygote of a flavour. Raises SandboxUnavailable where it cannot start."""
        self._zygote_get(flavour)

    def run(
        self,
        flavour: Flavour,
        *,
        entry: str,
        payload: bytes,
        channel: socket.socket,
        report: socket.socket | None = None,
        limits: Limits,
    ) -> Run:
        """Start a run and return at once.

        `entry` is "package.module:function", called in the confined process as
        function(payload, channel, report). The pool takes `channel` and `report` over and closes
        them here, so that their peers see the end when the run ends. Raises SandboxError.
        """
        with ExitStack() as stack:
            stack.callback(channel.close)
            if report is not None:
                stack.callback(report.close)
            given = [channel.fileno()] + ([] if report is None else [report.fileno()])
            try:
                return self._run_start(self._zygote_take(flavour), entry, payload, given, limits)
            except ZygoteGone:
                return self._run_start(self._zygote_take(flavour), entry, payload, given, limits)

    def zygote_pids(self) -> list[int]:
        """Return the pids of the zygotes that are warm."""
        with self._lock:
            return [zygote.pid for zygote in self._zygotes.values()]

    def close(self) -> None:
        """Kill every zygote and with them every run. The pool is of no use afterwards."""
        with self._lock:
            self._closed = True
            zygotes = [*self._zygotes.values(), *self._retired]
            self._zygotes.clear()
        for zygote in zygotes:
            zygote.kill()
        self._starts_await()
        self._keeper.close()
        if self.groups.place is not None:
            self.groups.place.close()

    def _starts_await(self) -> None:
        """Wait for zygotes that are being started: whoever starts them kills them now.

        Bubblewrap cannot be relied on to die whole when it is interrupted half-way.
        """
        with self._lock:
            renewals = list(self._renewals.values())
            starting = list(self._starting.values())
        for renewal in renewals:
            renewal.join()
        for lock in starting:
            with lock:
                pass

    def _zygote_take(self, flavour: Flavour) -> Zygote:
        """Return the flavour's zygote with one run more in flight, which keeps it alive."""
        while True:
            zygote = self._zygote_get(flavour)
            with self._lock:
                if zygote.service.is_retired:
                    continue
                zygote.service.runs_started += 1
                zygote.service.runs_in_flight += 1
            self._renewal_consider(zygote)
            return zygote

    def _zygote_get(self, flavour: Flavour) -> Zygote:
        zygote = self._zygote_alive(flavour)
        if zygote is not None:
            return zygote
        # One thread starts a flavour while others of that flavour wait, and only those.
        with self._starting_lock(flavour):
            zygote = self._zygote_alive(flavour)
            if zygote is not None:
                return zygote
            zygote = self._zygote_start(flavour)
            with self._lock:
                if not self._closed:
                    self._zygotes[flavour] = zygote
                    return zygote
            zygote.kill()
        raise SandboxError("The pool of zygotes is closed.")

    def _zygote_alive(self, flavour: Flavour) -> Zygote | None:
        with self._lock:
            zygote = self._zygotes.get(flavour)
        if zygote is None or zygote.is_alive():
            return zygote
        self._zygote_drop(zygote, "it has died")
        return None

    def _starting_lock(self, flavour: Flavour) -> threading.Lock:
        with self._lock:
            if self._closed:
                raise SandboxError("The pool of zygotes is closed.")
            return self._starting.setdefault(flavour, threading.Lock())

    def _zygote_start(self, flavour: Flavour) -> Zygote:
        if self._closed:
            raise SandboxError("The pool of zygotes is closed.")
        is_judge = flavour.role == "judge"
        zygote = Zygote(
            flavour,
            self._keeper,
            mounts=self._judge_mounts if is_judge else (),
            preloads=self._judge_preloads if is_judge else (),
        )
        try:
            zygote.baseline = self._baseline_measure(zygote)
        except BaseException:
            zygote.kill()
            raise
        return zygote

    def _baseline_measure(self, zygote: Zygote) -> Baseline:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            zygote.service.runs_in_flight += 1
            run = self._run_start(zygote, IDLE_ENTRY, b"", [theirs.fileno()], Limits())
            outcome = run.wait()
        use = run.memory_use
        if outcome is None or outcome.exit_code != 0 or use is None:
            raise SandboxError(f"An idle run failed: {outcome}")
        return replace(zygote.baseline, rss_bytes=use.rss_bytes, group_bytes=use.group_bytes)

    def _zygote_drop(self, zygote: Zygote, reason: str) -> None:
        with self._lock:
            is_current = self._zygotes.get(zygote.flavour) is zygote
            if is_current:
                del self._zygotes[zygote.flavour]
            zygote.service.is_retired = True
        if is_current:
            log.warning("The zygote of %s is dropped: %s", zygote.flavour, reason)
        zygote.kill()

    def _run_ended(
        self, zygote: Zygote, outcome: RunOutcome | None, error: SandboxError | None
    ) -> None:
        with self._lock:
            zygote.service.runs_in_flight -= 1
            zygote.service.doubt = zygote.service.doubt or doubt_of(outcome, error)
            is_last = zygote.service.is_retired and zygote.service.runs_in_flight == 0
        if is_last:
            # The run that was the last need not wait for this.
            threading.Thread(target=self._retired_kill, args=(zygote,), daemon=True).start()
        else:
            self._renewal_consider(zygote)

    def _renewal_consider(self, zygote: Zygote) -> None:
        """Start a zygote's successor in the background where there is reason to."""
        flavour = zygote.flavour
        with self._lock:
            reason = zygote.service.renewal_reason(
                runs_limit=self._runs_per_zygote, doubt_pause_s=self._doubt_pause_s
            )
            is_current = self._zygotes.get(flavour) is zygote
            if self._closed or not reason or not is_current or flavour in self._renewals:
                return
            thread = threading.Thread(
                target=self._renew, args=(zygote, reason), name="zygote-renewal", daemon=True
            )
            thread.start()
            self._renewals[flavour] = thread

    def _renew(self, zygote: Zygote, reason: str) -> None:
        try:
            with self._starting_lock(zygote.flavour):
                successor = self._zygote_start(zygote.flavour)
                self._successor_install(zygote, successor, reason)
        except Exception as error:  # noqa: BLE001 the old one goes on; nobody else would hear of it
            with self._lock:
                zygote.service.renewable_at = time.monotonic() + DOUBT_PAUSE_S
            if not self._closed:
                log.warning("The zygote of %s has no successor yet: %s", zygote.flavour, error)
        finally:
            with self._lock:
                del self._renewals[zygote.flavour]

    def _successor_install(self, zygote: Zygote, successor: Zygote, reason: str) -> None:
        with self._lock:
            is_wanted = not self._closed
            if is_wanted:
                self._zygotes[zygote.flavour] = successor
                self._retired.add(zygote)
                zygote.service.is_retired = True
            is_idle = zygote.service.runs_in_flight == 0
        if not is_wanted:
            successor.kill()
            return
        log.info("The zygote of %s is replaced: %s", zygote.flavour, reason)
        if is_idle:
            self._retired_kill(zygote)

    def _retired_kill(self, zygote: Zygote) -> None:
        zygote.kill()
        with self._lock:
            self._retired.discard(zygote)

    def _run_start(
        self, zygote: Zygote, entry: str, payload: bytes, given: Sequence[int], limits: Limits
    ) -> Run:
        order = _order_make(zygote, entry, payload, limits, has_report=len(given) > 1)
        lifeline, theirs = socket.socketpair()
        output_read, output_write = os.pipe()
        os.set_blocking(output_read, False)
        try:
            zygote.run_start([theirs.fileno(), output_write, *given])
        except BaseException as error:
            lifeline.close()
            os.close(output_read)
            if isinstance(error, ZygoteGone):
                self._zygote_drop(zygote, str(error))
            self._run_ended(zygote, None, None)
            raise
        finally:
            theirs.close()
            os.close(output_write)
        return Run(
            order,
            limits,
            lifeline=lifeline,
            output=output_read,
            memory=partial(guard_make, self.groups.place, zygote.baseline, zygote.flavour, limits),
            on_stuck=lambda: self._zygote_drop(zygote, "it does not answer"),
            on_end=lambda outcome, error: self._run_ended(zygote, outcome, error),
        )


def _order_make(
    zygote: Zygote, entry: str, payload: bytes, limits: Limits, *, has_report: bool
) -> RunOrder:
    is_cuda = zygote.flavour.device == "cuda"
    # CUDA reserves far more address space than memory, so there the limit cannot be set this way.
    space = None if is_cuda else zygote.address_space_bytes + limits.memory_limit_bytes
    return RunOrder(
        entry=entry,
        payload=payload,
        has_report=has_report,
        address_space_bytes=space,
        cpu_limit_s=math.ceil(limits.cpu_limit_s),
        scratch_limit_bytes=limits.scratch_limit_bytes,
        file_size_limit_bytes=limits.file_size_limit_bytes,
        thread_limit=limits.thread_limit,
        open_file_limit=limits.open_file_limit,
    )
