"""The hostile programs never pass the real two-loop exercise, and get the right verdict."""

import platform
from pathlib import Path

import pytest

from exercises.format.loading import exercise_get

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(platform.machine() != "x86_64", reason="raw system call numbers"),
]

HOSTILE = Path(__file__).parents[2] / "sandbox" / "hostile"
# Those for torch cannot be loaded by an exercise of the numpy flavour.
PROGRAMS = [
    program
    for program in sorted(HOSTILE.glob("attack_*.py"))
    if "# flavour: torch" not in program.read_text()
]
# How the solution process ends, in the words of the programs' headers, and the verdicts for that.
VERDICTS = {
    "timeout": {"timeout"},
    "output limit": {"output limit"},
    "malformed": {"error"},
    "killed": {"error", "memory"},
    "ended": {"error"},
    "raised": {"error", "memory", "failed"},
    "load_failed": {"error"},
    # It returns something: a wrong answer, or it goes wrong in a later call.
    "returned": {"failed", "error", "timeout"},
}


def header_of(program):
    lines = [line[2:].partition(": ") for line in program.read_text().splitlines()]
    return {name: text for name, colon, text in lines if colon}


def verdicts_for(header):
    if header["expects"] == "raised:MemoryError":
        return {"memory"}
    endings = {ending.partition(":")[0] for ending in header["expects"].split(" or ")}
    return set().union(*(VERDICTS[ending] for ending in endings))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_a_hostile_program_gets_its_verdict(graded, program):
    header = header_of(program)
    exercise = exercise_get("two-loop-recursion")
    limits = {"wall_limit_s": float(header.get("wall_limit_s", 20.0))}
    if "cpu_limit_s" in header:
        limits["cpu_limit_s"] = float(header["cpu_limit_s"])
    report = graded(exercise, program.read_bytes(), **limits)
    assert report.verdict in verdicts_for(header), report
    assert report.points <= 5
    assert "ESCAPED" not in report.stdout


def test_there_are_hostile_programs():
    assert len(PROGRAMS) > 50
