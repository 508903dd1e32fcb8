"""Child processes of `make run`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from config.local.processes import Processes, ProcessFailed


def watch(processes: Processes) -> NoReturn:
    while True:
        processes.check()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    started = Processes(tmp_path / "log", dict(os.environ))
    yield started
    started.stop()


def test_a_process_that_ends_is_reported_with_the_end_of_its_log(processes: Processes) -> None:
    processes.start("oven", [sys.executable, "-c", "print('too hot'); raise SystemExit(3)"])
    with pytest.raises(ProcessFailed, match=r"(?s)The oven ended \(exit status 3\).*too hot"):
        watch(processes)


def test_stopping_ends_every_process(processes: Processes, tmp_path: Path) -> None:
    code = "import os, signal; print(os.getpid(), flush=True); signal.pause()"
    processes.start("sleeper", [sys.executable, "-c", code])
    log = tmp_path / "log" / "sleeper.log"
    while not (text := log.read_text()).endswith("\n"):
        processes.check()
    processes.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(int(text), 0)
