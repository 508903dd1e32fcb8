"""A zygote is the same after hostile runs as before: its memory, and all that the kernel keeps.

What changes in it are the few pages that it writes to when it is sent a run, whatever the run does:
its stack, its heap and Python's arenas (a message's objects, counts of references), and the
interpreter's own variables. That these are all is measured here over runs that do nothing; that no
byte of a run reaches them is shown by looking for a mark that the run spreads wherever it can.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.inside.channel import Channel
from grader.inside.messages import Call
from grader.sandbox.limits import MIB, Flavour
from tests.sandbox.conftest import Sandbox, descendants_of
from tests.sandbox.programs import PROGRAMS
from tests.sandbox.test_hostile import limits_of

pytestmark = pytest.mark.sandbox
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
KERNELS_OWN = {"[vvar]", "[vvar_vclock]", "[vsyscall]"}
IDLE = "def solve():\n    return 1\n"
IDLE_RUNS = 20
# A zygote of NumPy alone has some 35,000 pages.
CHANGED_PAGES_LIMIT = 100
# Attacks on memory, on other processes, on what outlives a run; the quick ones.
ATTACKS = ("05", "09", "12", "16", "28", "29", "33", "34", "35", "36")
SPREADS = """
import builtins, ctypes, importlib, os, signal, sys
import numpy as np


MARK = "{mark}"

def everywhere():
    np.left_behind = MARK
    builtins.left_behind = MARK
    sys.modules["left_behind"] = np
    os.environ["LEFT_BEHIND"] = MARK
    np.linalg.solve = lambda *args: MARK
    for name in ("numpy.py", "sitecustomize.py"):
        with open(name, "w") as file:
            file.write(MARK)
    for module in list(sys.modules.values()):
        try:
            module.left_behind = MARK
        except Exception:
            pass
    # A constant that code of the warm process uses, and a small number, changed in place.
    constant = importlib.import_module("grader.inside.zygote").READY
    offset = bytes.__basicsize__ - 1
    ctypes.memmove(id(constant) + offset, MARK.encode(), len(constant))
    ctypes.c_int32.from_address(id(251) + int.__basicsize__).value = 252
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    held = np.frombuffer(bytearray(MARK.encode() * 100_000), np.uint8)
    return held

def spread():
    solve.held = everywhere()
    return solve()
"""
LOOKS = """
import importlib, os, sys
import numpy as np


def solve():
    found = ["attribute" for each in sys.modules.values() if hasattr(each, "left_behind")]
    found += ["file"] * len(os.listdir())
    found += ["environment"] * ("LEFT_BEHIND" in os.environ)
    found += ["module"] * ("left_behind" in sys.modules)
    found += ["function"] * (np.linalg.solve.__module__ != "numpy.linalg")
    found += ["constant"] * (importlib.import_module("grader.inside.zygote").READY != b"ready")
    found += ["number"] * (sum([250, 1]) - 250 != 1)
    return sorted(set(found))
"""

SPREAD = ["attribute", "constant", "environment", "file", "function", "module", "number"]


@dataclass(frozen=True)
class Mapping:
    """One line of /proc's maps."""

    start: int
    end: int
    access: str
    name: str


def mappings_of(pid: int) -> list[Mapping]:
    found = []
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        addresses, access, _, _, _, *name = line.split(maxsplit=5)
        start, _, end = addresses.partition("-")
        found.append(Mapping(int(start, 16), int(end, 16), access, name[0] if name else ""))
    return found


def memory_of(pid: int) -> Iterator[tuple[Mapping, bytes]]:
    """Yield every mapping that can be read, and its bytes."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for mapping in mappings_of(pid):
            if "r" in mapping.access and mapping.name not in KERNELS_OWN:
                memory.seek(mapping.start)
                data = memory.read(mapping.end - mapping.start)
                assert len(data) == mapping.end - mapping.start, mapping
                yield mapping, data


def pages_of(pid: int) -> dict[int, tuple[str, int]]:
    """Return every page's kind (its mapping's access and name) and the hash of its bytes."""
    return {
        mapping.start + at: (f"{mapping.access} {mapping.name}", hash(data[at : at + PAGE_BYTES]))
        for mapping, data in memory_of(pid)
        for at in range(0, len(data), PAGE_BYTES)
    }


def changed(before: dict[int, tuple[str, int]], after: dict[int, tuple[str, int]]) -> set[str]:
    """Return the kinds of the pages that differ, which must be few."""
    assert before.keys() == after.keys()
    pages = [page for page in before if before[page] != after[page]]
    assert len(pages) <= CHANGED_PAGES_LIMIT
    return {before[page][0] for page in pages}


def kernels_view(pid: int) -> dict[str, object]:
    """Return what the kernel keeps about a process, but for what time and memory it has used."""
    proc = Path(f"/proc/{pid}")
    volatile = ("Vm", "Rss", "voluntary", "nonvoluntary", "HugetlbPages", "State", "NSpid", "SigQ")
    status = (proc / "status").read_text().splitlines()
    view: dict[str, object] = {
        "status": [line for line in status if not line.startswith(volatile)],
        "descriptors": {fd.name: str(fd.readlink()) for fd in (proc / "fd").iterdir()},
        "namespaces": {kind.name: str(kind.readlink()) for kind in (proc / "ns").iterdir()},
        "nice": (proc / "stat").read_text().rpartition(")")[2].split()[15:17],
    }
    for name in ("limits", "environ", "mountinfo", "oom_score_adj", "cgroup", "cmdline", "comm"):
        view[name] = (proc / name).read_bytes()
    for name in ("cwd", "root", "exe"):
        view[name] = str((proc / name).readlink())
    return view


@pytest.fixture
def zygote(sandbox: Sandbox, processes_left: Callable[[int], set[int]]) -> int:
    """Return the pid of a zygote that nothing runs in, whose memory may be read."""
    pid = sandbox.zygote_pid(Flavour("numpy"))
    assert processes_left(pid) == set()
    try:
        with Path(f"/proc/{pid}/mem").open("rb"):
            return pid
    except PermissionError:
        pytest.skip("only a privileged user may read the memory of another process")


def idle_runs(sandbox: Sandbox, processes_left: Callable[[int], set[int]], pid: int) -> None:
    for _ in range(IDLE_RUNS):
        assert sandbox.play(IDLE).value == 1
    assert processes_left(pid) == set()


def test_hostile_runs_change_no_more_of_a_zygote_than_idle_runs(
    sandbox, processes_left, zygote, two_loop_arguments
):
    idle_runs(sandbox, processes_left, zygote)
    maps, view, warm = mappings_of(zygote), kernels_view(zygote), pages_of(zygote)
    idle_runs(sandbox, processes_left, zygote)
    idle = pages_of(zygote)
    own_work = changed(warm, idle)
    assert all(kind.startswith("rw-p") for kind in own_work)

    for program in PROGRAMS:
        header = program.header
        if f"{program.line:02}" in ATTACKS and header.get("flavour", "numpy") == "numpy":
            limits = limits_of(header)
            sandbox.play(program.code, two_loop_arguments, function="two_loop", limits=limits)
    assert processes_left(zygote) == set()
    assert sandbox.zygote_pid(Flavour("numpy")) == zygote
    assert changed(idle, pages_of(zygote)) <= own_work
    assert mappings_of(zygote) == maps
    assert kernels_view(zygote) == view


def test_a_zygote_shares_no_writable_memory(zygote):
    assert [
        each for each in mappings_of(zygote) if each.access[1] == "w" and "s" in each.access
    ] == []


def test_what_a_run_spreads_is_neither_in_the_zygote_nor_in_the_next_run(
    sandbox, processes_left, zygote
):
    mark = secrets.token_hex(16)
    assert sandbox.play(LOOKS).value == []
    spreads = SPREADS.replace("{mark}", mark) + LOOKS
    run, ours = sandbox.start(spreads, flavour=Flavour("numpy"))
    with ours:
        channel = Channel(ours, MIB, side="judge")
        channel.receive()
        channel.call(Call(id=1, function="spread"), (), {})
        assert channel.receive().values == (SPREAD,)
        (inside,) = descendants_of(zygote) - {parent_of_run(zygote)}
        assert holds(inside, mark), "the mark would not be found"
        assert not holds(zygote, mark)
        assert sandbox.play(LOOKS).value == []
    run.wait(60)
    assert processes_left(zygote) == set()
    assert not holds(zygote, mark)
    assert sandbox.play(LOOKS).value == []


def parent_of_run(zygote: int) -> int:
    (warden,) = Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()
    return int(warden)


def holds(pid: int, mark: str) -> bool:
    return any(mark.encode() in data for _, data in memory_of(pid))
