"""The pool of zygotes of one worker process."""

from __future__ import annotations

import math
import os
import socket
import threading
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
from grader.sandbox.runs import Run
from grader.sandbox.zygotes import Zygote, ZygoteGone

IDLE_ENTRY = "grader.inside.zygote:idle"


class ZygotePool:
    """Warm zygotes, one a flavour, started on demand and replaced when they misbehave.

    `judge_mounts` are shown to zygotes of the judge's role only (see `mounts.code_mount`), and
    `judge_preloads` are the modules these import before they fork. `memory_by` is what holds the
    runs' memory, by default the best that the machine offers; SandboxUnavailable is raised where
    it does not offer that. Thread-safe; a context manager.
    """

    def __init__(
        self,
        *,
        judge_mounts: tuple[Mount, ...] = (),
        judge_preloads: Sequence[str] = (),
        memory_by: MemoryBy | None = None,
    ) -> None:
        # Where runs get control groups, or why they get none.
        self.groups = place_find(memory_by)
        self._judge_mounts = judge_mounts
        self._judge_preloads = judge_preloads
        self._keeper = Keeper()
        self._zygotes: dict[Flavour, Zygote] = {}
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
                return self._run_start(self._zygote_get(flavour), entry, payload, given, limits)
            except ZygoteGone:
                return self._run_start(self._zygote_get(flavour), entry, payload, given, limits)

    def zygote_pids(self) -> list[int]:
        """Return the pids of the zygotes that are warm."""
        with self._lock:
            return [zygote.pid for zygote in self._zygotes.values()]

    def close(self) -> None:
        """Kill every zygote and with them every run. The pool is of no use afterwards."""
        with self._lock:
            self._closed = True
            zygotes = list(self._zygotes.values())
            self._zygotes.clear()
        for zygote in zygotes:
            zygote.kill()
        self._keeper.close()
        if self.groups.place is not None:
            self.groups.place.close()

    def _zygote_get(self, flavour: Flavour) -> Zygote:
        with self._lock:
            starting = self._starting.setdefault(flavour, threading.Lock())
        # One thread starts a flavour while others of that flavour wait, and only those.
        with starting:
            with self._lock:
                zygote = self._zygotes.get(flavour)
            if zygote is not None and zygote.is_alive():
                return zygote
            if zygote is not None:
                self._zygote_drop(zygote)
            zygote = self._zygote_start(flavour)
            with self._lock:
                if not self._closed:
                    self._zygotes[flavour] = zygote
                    return zygote
        zygote.kill()
        raise SandboxError("The pool of zygotes is closed.")

    def _zygote_start(self, flavour: Flavour) -> Zygote:
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
            run = self._run_start(zygote, IDLE_ENTRY, b"", [theirs.fileno()], Limits())
            outcome = run.wait()
        use = run.memory_use
        if outcome is None or outcome.exit_code != 0 or use is None:
            raise SandboxError(f"An idle run failed: {outcome}")
        return replace(zygote.baseline, rss_bytes=use.rss_bytes, group_bytes=use.group_bytes)

    def _zygote_drop(self, zygote: Zygote) -> None:
        with self._lock:
            if self._zygotes.get(zygote.flavour) is zygote:
                del self._zygotes[zygote.flavour]
        zygote.kill()

    def _run_start(
        self, zygote: Zygote, entry: str, payload: bytes, given: Sequence[int], limits: Limits
    ) -> Run:
        order = _order_make(zygote, entry, payload, limits, has_report=len(given) > 1)
        lifeline, theirs = socket.socketpair()
        output_read, output_write = os.pipe()
        os.set_blocking(output_read, False)
        try:
            zygote.run_start([theirs.fileno(), output_write, *given])
        except BaseException:
            lifeline.close()
            os.close(output_read)
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
            on_stuck=lambda: self._zygote_drop(zygote),
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
