"""Every hostile program gets the ending it must get, and leaves nothing behind."""

from __future__ import annotations

import platform
from pathlib import Path

import numpy as np
import pytest

from grader.inside.solution import LAST_WORDS
from grader.sandbox.limits import MIB, Flavour, Limits

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(platform.machine() != "x86_64", reason="raw system call numbers"),
]

PROGRAMS = sorted((Path(__file__).parent / "hostile").glob("attack_*.py"))
CANARY = """
import os, sys
import numpy as np

def solve(A, b):
    assert os.getcwd() == "/tmp" and os.listdir("/tmp") == [], os.listdir("/tmp")
    assert "LEFT_BEHIND" not in os.environ and "left_behind" not in sys.modules
    assert 257 + 0 == 256 + 1
    assert np.__file__.startswith("/descent/packages/"), np.__file__
    return np.linalg.solve(A, b) * np.ones(2)
"""


def header_of(program: Path) -> dict[str, str]:
    """Read the `# name: text` lines at the top of a hostile program."""
    lines = program.read_text().splitlines()
    top = [line[2:].partition(": ") for line in lines if line.startswith("# ")]
    return {name: text for name, _, text in top}


def limits_of(header: dict[str, str]) -> Limits:
    """Return small limits with those that the header names."""
    return Limits(
        wall_limit_s=float(header.get("wall_limit_s", "60")),
        cpu_limit_s=float(header.get("cpu_limit_s", "30")),
        memory_limit_bytes=256 * MIB,
        scratch_limit_bytes=16 * MIB,
    )


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_a_hostile_program_is_held(sandbox, processes_left, two_loop_arguments, program):
    header = header_of(program)
    flavour = Flavour(header.get("flavour", "numpy"))
    zygote = sandbox.zygote_pid(flavour)
    play = sandbox.play(
        program.read_bytes(),
        two_loop_arguments,
        function="two_loop",
        flavour=flavour,
        limits=limits_of(header),
    )
    assert play.ending in header["expects"].split(" or "), play
    assert "ESCAPED" not in play.outcome.output
    assert "/descent/code" not in play.outcome.output, "a traceback of ours was shown"
    assert "warden" not in play.outcome.output

    assert processes_left(zygote) == set()
    assert sandbox.zygote_pid(flavour) == zygote
    after = sandbox.play(CANARY, (np.diag([2.0, 4.0]), np.array([2.0, 8.0])), flavour=flavour)
    assert after.ending == "returned", after
    assert np.array_equal(after.value, [1.0, 2.0])


def test_what_breaks_the_graders_own_code_is_said_without_its_traceback(sandbox):
    play = sandbox.play(
        "import numpy as np\nnp.ndarray = None\ndef solve(x):\n    return x\n", (np.ones(1),)
    )
    assert play.ending == "ended:1"
    assert play.outcome.output == LAST_WORDS.decode()


def test_every_hostile_program_says_which_attack_it_is():
    for program in PROGRAMS:
        header = header_of(program)
        number = program.stem.split("_")[1].lstrip("0")
        assert header["attack"].startswith(number), program.name
        assert header["what"], program.name
        assert header["expects"], program.name


@pytest.mark.parametrize("line", [1, 2, 3, 9, 10, 12, 18, 21, 22, 23, 24, 25, 26, 27, 28, 36])
def test_an_attack_has_a_program(line):
    assert any(program.stem.startswith(f"attack_{line:02}_") for program in PROGRAMS)
