"""Without control groups the supervisor looks at a run's memory and ends it where it grows over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.memory import Baseline, Watch, anonymous_bytes
from grader.sandbox.pool import ZygotePool
from tests.sandbox.conftest import NUMPY, Sandbox

pytestmark = pytest.mark.sandbox

# On cuda there is no limit of the address space; the watch alone holds the run.
NO_ADDRESS_LIMIT = Flavour("numpy", device="cuda")
LIMITS = Limits(wall_limit_s=60.0, memory_limit_bytes=64 * MIB)
BOMB = """
def solve():
    held = []
    while True:
        held.append(bytearray(1 << 20))
"""
KEEPS = """
def solve(megabytes):
    held = bytearray(megabytes << 20)
    while True:
        pass
"""


@pytest.fixture(scope="module")
def watched() -> Iterator[Sandbox]:
    """Return a sandbox without control groups."""
    with ZygotePool(memory_by="watch") as pool:
        assert pool.groups.place is None
        yield Sandbox(pool)


@pytest.fixture
def no_cuda_allowance(monkeypatch):
    """Hold a run on cuda as strictly as one on cpu."""
    monkeypatch.setattr("grader.sandbox.memory._CUDA_BYTES", 0)


@pytest.mark.usefixtures("no_cuda_allowance")
@pytest.mark.parametrize(
    "code", [BOMB, KEEPS.replace("megabytes <<", "200 <<")], ids=["grows", "keeps"]
)
def test_a_run_over_its_memory_is_ended_by_the_watch(watched, code):
    args = () if code is BOMB else (0,)
    play = watched.play(code, args, flavour=NO_ADDRESS_LIMIT, limits=LIMITS)
    assert play.ending == "memory", play
    assert play.outcome.memory_bytes >= 64 * MIB


@pytest.mark.usefixtures("no_cuda_allowance")
def test_a_run_within_its_memory_is_left_alone_by_the_watch(watched):
    limits = Limits(wall_limit_s=0.4, memory_limit_bytes=64 * MIB)
    play = watched.play(KEEPS, (56,), flavour=NO_ADDRESS_LIMIT, limits=limits)
    assert play.ending == "timeout", play


def test_a_learner_reads_memory_error_first(watched):
    assert watched.play(BOMB, limits=LIMITS).ending == "raised:MemoryError"


def test_memory_is_measured_above_an_idle_run_without_a_group(watched):
    code = "import numpy as np\ndef solve():\n    return float(np.ones(50 << 17).sum())\n"
    outcome = watched.play(code, limits=Limits(wall_limit_s=60.0)).outcome
    assert 50 * MIB <= outcome.memory_bytes < 82 * MIB


def test_a_watch_of_a_process_that_is_gone_finds_nothing(watched):
    watch = Watch(Baseline(), limit_bytes=0)
    watch.started(2**22 + 1)
    assert not watch.is_exceeded()
    watch.close()
    assert watched.play("def solve(): return 1\n", flavour=NUMPY).value == 1


def test_memory_of_files_is_not_counted_by_the_watch():
    assert anonymous_bytes(b"900 300 100 1 0 200 0\n") == 200 * 4096
