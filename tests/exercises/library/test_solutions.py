"""Every stored solution of the library, through the real sandbox.

Validation repeats this on many seeds; here one seed says at once which solution went wrong.
"""

import pytest

from exercises.format.loading import exercise_get, exercises_list
from grader.judging.grading import grade

pytestmark = pytest.mark.sandbox

SEED = 7
EXERCISES = exercises_list()
CORRECT = [
    pytest.param(exercise, solution, id=f"{exercise.slug}-{solution.slug}")
    for exercise in EXERCISES
    for solution in exercise.solutions_correct
]
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.slug}-{mistake.slug}")
    for exercise in EXERCISES
    for mistake in exercise.mistakes
]
WAITS = """

import time


def two_loop(g, S, Y, gamma=None):
    started = time.perf_counter()
    direction = honest(g, S, Y, gamma)
    while len(g) == 500 and len(S) == 3 and time.perf_counter() < started + 0.03:
        pass
    return direction
"""


@pytest.mark.parametrize(("exercise", "solution"), CORRECT)
def test_a_correct_solution_gets_all_points(exercise, solution, zygotes):
    report = grade(exercise, solution.path.read_bytes(), seed=SEED, zygotes=zygotes)
    assert [check.message for check in report.checks if check.verdict != "passed"] == []
    assert (report.verdict, report.points) == ("passed", exercise.max_points)


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_mistake_fails_its_check_and_is_recognised(exercise, mistake, zygotes):
    report = grade(exercise, mistake.path.read_bytes(), seed=SEED, zygotes=zygotes)
    named = next(check for check in report.checks if check.id == mistake.caught_by)
    assert named.verdict != "passed"
    assert named.mistake == mistake.slug
    assert named.message.startswith(mistake.sentence)


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
    report = grade(exercise, code.encode(), seed=SEED, zygotes=zygotes)
    failed = {check.id: check.message for check in report.checks if check.verdict != "passed"}
    assert failed.keys() == {"growth"}
    assert "the time at m = 12 is" in failed["growth"]
    assert "times the reference's" in failed["growth"]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
def test_the_starter_earns_nothing(exercise, zygotes):
    report = grade(exercise, exercise.starter.encode(), seed=SEED, zygotes=zygotes)
    assert (report.verdict, report.points) == ("failed", 0)
