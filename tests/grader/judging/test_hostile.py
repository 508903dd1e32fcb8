"""The hostile programs never pass a real exercise, get the right verdict, and harm nobody after."""

import platform
from pathlib import Path

import msgspec
import pytest

from exercises.format.loading import exercise_get
from grader.judging.pool import solution_flavour
from tests.sandbox.programs import PROGRAMS

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(platform.machine() != "x86_64", reason="raw system call numbers"),
]

FIXTURES = Path(__file__).parents[2] / "exercises" / "fixtures" / "library"
# Those for torch cannot be loaded by an exercise of the numpy flavour.
GRADED = [
    program
    for program in PROGRAMS
    if program.exercise != "two-loop-recursion" or program.header.get("flavour") != "torch"
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
# One of each family, and those that go furthest into the process that they share with our code.
SAMPLE = (
    "04_gc_objects",
    "09_builtins",
    "09_singletons",
    "12_hard_exit",
    "13_poses_as_the_judge",
    "21_fork_bomb",
    "22_thread_bomb",
    "23_memory_slow",
    "24_many_files",
    "25_endless_print",
    "26_endless_ignoring_signals",
    "30_seccomp",
    "35_leaves_things",
    "36_segfault",
)
# What an attack does to the grader shows in any check. What games the checks must meet them all.
GAMES = range(37, 46)
PARTLY_RIGHT = {"44_explicit_inverse", "43_whole_matrix"}


def verdicts_for(header):
    if "verdict" in header:
        return set(header["verdict"].split(" or "))
    if header["expects"] == "raised:MemoryError":
        return {"memory"}
    endings = {ending.partition(":")[0] for ending in header["expects"].split(" or ")}
    return set().union(*(VERDICTS[ending] for ending in endings))


def exercise_of(program):
    folder = [FIXTURES] if program.exercise == "forward-gradient" else []
    return exercise_get(program.exercise, *folder)


def limits_of(program):
    limits = {"wall_limit_s": float(program.header.get("wall_limit_s", 20.0))}
    if "cpu_limit_s" in program.header:
        limits["cpu_limit_s"] = float(program.header["cpu_limit_s"])
    return limits


def measured_not(report):
    """Return a report without its measurements."""
    return msgspec.to_builtins(msgspec.structs.replace(report, time_s=0.0, memory_bytes=0))


@pytest.mark.parametrize("program", GRADED, ids=lambda program: program.name)
def test_a_hostile_program_gets_its_verdict(graded, program):
    exercise = exercise_of(program)
    is_whole = program.line in GAMES or program.name in SAMPLE
    scope = "all" if is_whole else "public"
    report = graded(exercise, program.code, scope=scope, **limits_of(program))
    assert report.verdict in verdicts_for(program.header), report
    if program.name not in PARTLY_RIGHT:
        assert report.points <= report.max_points / 2
    assert "ESCAPED" not in report.stdout


def test_the_next_learners_report_is_the_same_as_before(graded, zygotes):
    exercise = exercise_get("two-loop-recursion")
    right = exercise.solutions_correct[0].path.read_bytes()
    mistake = exercise.mistakes[0]
    before = [measured_not(graded(exercise, code)) for code in (right, mistake.path.read_bytes())]
    zygote = zygotes._zygotes[solution_flavour(exercise, "cpu")].pid

    by_name = {program.name: program for program in PROGRAMS}
    for name in SAMPLE:
        report = graded(exercise, by_name[name].code, **limits_of(by_name[name]))
        assert report.verdict != "passed", name

    after = [measured_not(graded(exercise, code)) for code in (right, mistake.path.read_bytes())]
    assert after == before
    assert [report["verdict"] for report in after] == ["passed", "failed"]
    assert zygotes._zygotes[solution_flavour(exercise, "cpu")].pid == zygote


def test_there_are_hostile_programs():
    assert len(GRADED) > 200
