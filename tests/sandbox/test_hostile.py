"""Every hostile program gets the ending it must get, and leaves nothing behind."""

from __future__ import annotations

import os
import platform

import numpy as np
import pytest

from grader.inside.solution import LAST_WORDS
from grader.sandbox.limits import MIB, Flavour, Limits
from tests.sandbox.programs import PROGRAMS, Program
from tests.sandbox.remains import Remains

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(platform.machine() != "x86_64", reason="raw system call numbers"),
]

# The others need a judge that answers as the real one does.
PLAYED = [program for program in PROGRAMS if program.header.get("only") != "grade"]
PARAMETERS = [pytest.param(program, id=program.name) for program in PLAYED]
CANARY = """
import builtins, hashlib, os, resource, signal, sys, threading
import numpy as np

def solve(A, b):
    assert os.getcwd() == "/tmp" and os.listdir("/tmp") == [], os.listdir("/tmp")
    assert "LEFT_BEHIND" not in os.environ and "left_behind" not in sys.modules
    assert 257 + 0 == 256 + 1 and False + 0 == 0 and (None, True) == (None, 1)
    assert np.__file__.startswith("/descent/packages/"), np.__file__
    assert builtins.len("ab") == 2 and hashlib.blake2b(b"").digest_size == 64
    assert threading.active_count() == 1 and sys.gettrace() is None is sys.getprofile()
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == set()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    assert np.random.get_state()[1][0] == 0 and sys.getrecursionlimit() == 1000
    return np.linalg.solve(A, b) * np.ones(2)
"""


def limits_of(header: dict[str, str]) -> Limits:
    """Return small limits with those that the header names."""
    return Limits(
        wall_limit_s=float(header.get("wall_limit_s", "60")),
        cpu_limit_s=float(header.get("cpu_limit_s", "30")),
        memory_limit_bytes=256 * MIB,
        scratch_limit_bytes=16 * MIB,
    )


def call_of(program: Program) -> tuple[str, tuple[object, ...]]:
    """Return the function of the program's exercise, and small arguments for it."""
    rng = np.random.default_rng(0)
    g = rng.standard_normal(6)
    if program.exercise == "newton-decrement":
        return "newton_decrement", (g, np.eye(6))
    if program.exercise == "forward-gradient":
        return "gradient", (g, lambda point: float(point @ point), 1e-4)
    if program.exercise == "kfac-step":
        import torch

        eye = torch.eye(3, dtype=torch.float64)
        return "kfac_step", (2 * eye, eye, eye, 0.1)
    return "two_loop", (g, rng.standard_normal((3, 6)), rng.standard_normal((3, 6)))


@pytest.mark.parametrize("program", PARAMETERS)
def test_a_hostile_program_is_held(sandbox, processes_left, program):
    flavour = Flavour(program.header.get("flavour", "numpy"))
    zygote = sandbox.zygote_pid(flavour)
    assert processes_left(zygote) == set()
    before = Remains.take(zygote)
    function, arguments = call_of(program)
    play = sandbox.play(
        program.code,
        arguments,
        function=function,
        flavour=flavour,
        limits=limits_of(program.header),
    )
    assert play.ending in program.header["expects"].split(" or "), play
    assert "ESCAPED" not in play.outcome.output
    assert "/descent/code" not in play.outcome.output, "a traceback of ours was shown"
    assert "warden" not in play.outcome.output

    assert processes_left(zygote) == set()
    assert sandbox.zygote_pid(flavour) == zygote
    after = sandbox.play(CANARY, (np.diag([2.0, 4.0]), np.array([2.0, 8.0])), flavour=flavour)
    assert after.ending == "returned", after
    assert np.array_equal(after.value, [1.0, 2.0])
    assert processes_left(zygote) == set()
    assert Remains.take(zygote).grown_since(before) == []


def test_what_breaks_the_graders_own_code_is_said_without_its_traceback(sandbox):
    play = sandbox.play(
        "import numpy as np\nnp.ndarray = None\ndef solve(x):\n    return x\n", (np.ones(1),)
    )
    assert play.ending == "ended:1"
    assert play.outcome.output == LAST_WORDS.decode()


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("files", frozenset({"/tmp/left-behind"})),
        ("system_v", frozenset({"shm 7 666"})),
        ("mounts", "another"),
        ("zygote_maps", "another"),
        ("zygote_memory_bytes", 1 << 40),
        ("descriptors", 1 << 20),
    ],
)
def test_what_is_left_behind_is_seen(sandbox, name, left):
    before = Remains.take(sandbox.zygote_pid(Flavour("numpy")))
    assert Remains(**{**vars(before), name: left}).grown_since(before) == [name]


@pytest.mark.skipif(os.geteuid() != 0, reason="makes a file of another user")
def test_a_file_of_a_runs_user_is_seen(sandbox, tmp_path):
    zygote = sandbox.zygote_pid(Flavour("numpy"))
    before = Remains.take(zygote, [tmp_path])
    (tmp_path / "left").touch()
    os.chown(tmp_path / "left", 65534, 65534)
    assert Remains.take(zygote, [tmp_path]).grown_since(before) == ["files"]


def test_every_hostile_program_says_which_attack_it_is():
    assert len(PROGRAMS) >= 200
    for program in PROGRAMS:
        assert program.header["attack"].startswith(str(program.line)), program.name
        assert program.header["what"], program.name
        assert program.header["expects"], program.name


@pytest.mark.parametrize("line", range(1, 48))
def test_an_attack_has_a_program(line):
    assert any(program.line == line for program in PROGRAMS)
