"""What is measured is the real thing: right code passes and wrong code does not, everywhere."""

import json

import pytest

from exercises.checking.failures import SolutionRaised
from exercises.format.loading import exercise_get
from grader.bench import bare
from grader.bench.bare_process import BareProcess, FreshInterpreter
from grader.bench.channel import crossing_times
from grader.bench.notebooks import nbgrader_notebook, otter_tests_write, solution_replace
from grader.bench.rows import QUICK
from grader.bench.subjects import job_of, right_code

NEWTON = "newton-decrement"


def _solution(function, parameters=("x", "f")):
    job = {"dtypes": ["float64"], "parameters": {function.__name__: parameters}}
    return bare.BareSolution({function.__name__: function}, job)


def test_bare_checks_pass_right_code_and_fail_every_mistake():
    exercise = exercise_get(NEWTON)
    assert bare.verdict(job_of(exercise, right_code(exercise)), 1) == "passed"
    for mistake in exercise.mistakes:
        answer = bare.verdict(job_of(exercise, mistake.path.read_text()), 1)
        assert answer.startswith("failed "), mistake.slug


def test_a_bare_call_hands_over_copies_and_sees_what_changed():
    def spoils(x, f):
        x[0] = f(x) + f(x)

    given = [1.0, 2.0]
    solution = _solution(spoils)
    outcome = solution.call(given, lambda x: x[1])
    assert outcome.mutated == ("x",)
    assert given == [1.0, 2.0]
    assert solution.oracle_calls == solution.oracle_calls_of("f") == 2


def test_a_bare_call_reports_what_was_raised():
    with pytest.raises(SolutionRaised, match="ZeroDivisionError"):
        _solution(lambda x: x / 0)(1.0)


@pytest.mark.sandbox
def test_processes_beside_a_verdict_run_the_same_checks():
    exercise = exercise_get(NEWTON)
    with BareProcess(exercise) as process:
        process.verdict(1)
    FreshInterpreter(exercise, is_equipped=False).verdict(1)


@pytest.mark.sandbox
def test_every_crossing_is_timed():
    times = crossing_times(QUICK)
    assert set(times) == {"number", "vector", "array_in", "array_out", "argument", "copy"}
    assert all(0 < seconds < 60 for seconds in times.values())


def test_the_notebook_has_a_cell_for_each_check():
    exercise = exercise_get(NEWTON)
    notebook = json.loads(solution_replace(nbgrader_notebook(exercise, "old"), "new"))
    sources = [cell["source"] for cell in notebook["cells"]]
    assert sources[1] == "new"
    points = [cell["metadata"]["nbgrader"].get("points") for cell in notebook["cells"][2:]]
    assert points == [check.points for check in exercise.checks]


def test_otter_gets_a_test_for_each_check(tmp_path):
    exercise = exercise_get(NEWTON)
    otter_tests_write(exercise, tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {check.id for check in exercise.checks}
    for path in tmp_path.iterdir():
        compile(path.read_text(), path.name, "exec")
