"""What wrong solutions of the library are told of their cost, beside what validation tries out."""

import pytest

from exercises.format.loading import exercise_get
from grader.judging.grading import grade

pytestmark = pytest.mark.sandbox

SEED = 7
WAITS = """

import time


def two_loop(g, S, Y, gamma=None):
    started = time.perf_counter()
    # Slow enough at the larger size to stand out on a busy machine, too.
    for _ in range(1 if len(S) <= 3 else 6):
        direction = honest(g, S, Y, gamma)
    while len(g) == 500 and len(S) == 3 and time.perf_counter() < started + 0.03:
        pass
    return direction
"""


def test_a_wrong_answer_earns_nothing_for_its_cost(zygotes):
    exercise = exercise_get("two-loop-recursion")
    wrong = next(mistake for mistake in exercise.mistakes if mistake.slug == "beta_from_s")
    report = grade(exercise, wrong.path.read_bytes(), seed=SEED, zygotes=zygotes)
    checks = {check.id: check for check in report.checks}
    for cost in ("memory", "growth"):
        assert (checks[cost].verdict, checks[cost].points) == ("failed", 0)
        assert "the direction is off" in checks[cost].message


def test_waiting_where_there_is_little_to_do_hides_no_cost(zygotes):
    exercise = exercise_get("two-loop-recursion")
    slow = next(mistake for mistake in exercise.mistakes if mistake.slug == "recurses_twice")
    code = slow.path.read_text(encoding="utf-8").replace("def two_loop(", "def honest(") + WAITS
    # A doubt is the learner's gain, and a busy machine raises doubts; but not each time.
    for _ in range(4):
        report = grade(exercise, code.encode(), seed=SEED, zygotes=zygotes)
        failed = {check.id: check.message for check in report.checks if check.verdict != "passed"}
        if failed:
            break
    assert failed.keys() == {"growth"}
    # Which of its rules speaks, the slope or the reference's time, is the machine's load to say.
    assert "m = 12" in failed["growth"]
