"""Validation accepts sound exercises, and names what is wrong with the others."""

import shutil
from pathlib import Path

import pytest

from exercises.format.loading import exercise_load
from exercises.validation.rules import validate
from grader.judging.grading import grade

pytestmark = pytest.mark.sandbox

FIXTURES = Path(__file__).parent / "fixtures" / "library"


@pytest.fixture
def folder(tmp_path):
    source = FIXTURES / "calculus" / "euclidean-norm"
    return Path(shutil.copytree(source, tmp_path / "calculus" / "euclidean-norm"))


@pytest.fixture
def validated(zygotes):
    def run(folder, *, seeds=(1, 2), **more):
        def graded(exercise, code, *, seed, scope):
            return grade(exercise, code, seed=seed, scope=scope, zygotes=zygotes)

        return validate(exercise_load(folder), graded, correct_seeds=seeds, **more)

    return run


def replace(path, old, new):
    text = path.read_text()
    assert old in text, old
    path.write_text(text.replace(old, new))


def broken(report):
    return {(fault.rule, fault.subject) for fault in report.faults}


@pytest.mark.parametrize(
    "name",
    [
        "calculus/euclidean-norm",
        "calculus/forward-gradient",
        "tensors/softmax",
        "tensors/second-derivatives",
    ],
)
def test_a_sound_exercise_is_valid(validated, name):
    report = validated(FIXTURES / name)
    assert report.faults == []
    assert report.is_valid
    assert report.judged_hash == exercise_load(FIXTURES / name).judged_hash


def test_correct_solutions_run_on_20_seeds_and_progress_counts_every_run(validated, folder):
    news = []
    report = validated(folder, seeds=range(1, 21), progress=lambda *each: news.append(each))
    # Two solutions on 20 seeds, three mistakes on three, four probes, and the recorded answers.
    assert report.runs == 2 * 20 + 3 * 3 + 4 + 2
    assert [done for _, done, _ in news] == list(range(1, report.runs + 1))
    assert {(slug, total) for slug, _, total in news} == {("euclidean-norm", report.runs)}


def test_the_kill_matrix_shows_which_check_kills_which_mistake(validated, folder):
    matrix = validated(folder).kill_matrix
    assert list(matrix) == ["no_root", "one_norm", "squares_in_place"]
    in_place = {"value": "passed", "homogeneous": "passed", "purity": "failed"}
    assert matrix["squares_in_place"] == in_place


def test_a_correct_solution_that_fails_is_named(validated, folder):
    path = folder / "solutions" / "correct" / "loop.py"
    replace(path, "return length", "return length + 1e-3")
    report = validated(folder)
    assert not report.is_valid
    assert ("each correct solution passes", "loop") in broken(report)
    assert any("`value`: n = 2: the length is off" in fault.message for fault in report.faults)


def test_a_check_that_no_mistake_fails_is_named(validated, folder):
    (folder / "solutions" / "wrong" / "no_root.py").unlink()
    (folder / "solutions" / "wrong" / "one_norm.py").unlink()
    named = broken(validated(folder))
    rule = "each check is failed by a mistake"
    assert {(rule, "value"), (rule, "homogeneous")} <= named
    assert (rule, "purity") not in named


def test_a_mistake_that_passes_its_named_check_is_named(validated, folder):
    path = folder / "solutions" / "wrong" / "squares_in_place.py"
    replace(path, "caught by: purity", "caught by: value")
    rule = "each mistake fails its named check"
    assert (rule, "squares_in_place") in broken(validated(folder))


def test_a_mistake_whose_author_reads_another_sentence_is_named(validated, folder):
    wrong = folder / "solutions" / "wrong"
    shutil.copy(wrong / "one_norm.py", wrong / "a_twin.py")
    rule = "each mistake's author reads its sentence"
    assert broken(validated(folder)) == {(rule, "one_norm")}


def test_checks_that_let_anything_pass_are_found_out(validated, folder):
    nothing = "def {}(solution, reference, rng):\n    pass\n"
    names = ("value", "homogeneous", "purity")
    (folder / "checks.py").write_text("\n\n".join(map(nothing.format, names)))
    named = broken(validated(folder))
    probes = ("starter", "zeros", "nan", "echo", "hard-coded answers")
    assert {("probes fail", probe) for probe in probes} <= named


def test_an_exercise_whose_answers_can_be_hard_coded_is_found_out(validated, folder):
    replace(folder / "exercise.toml", "public = false", "public = true")
    named = broken(validated(folder))
    assert named == {("probes fail", "hard-coded answers")}


def test_a_check_that_compares_loosely_with_nan_is_found_out(validated, folder):
    loose = "    if abs(solution(rng.random(3)) - 1e9) > 1e12:\n        raise AssertionError\n"
    text = "".join(
        f"def {name}(solution, reference, rng):\n{loose}\n"
        for name in ("value", "homogeneous", "purity")
    )
    (folder / "checks.py").write_text(text)
    assert ("probes fail", "nan") in broken(validated(folder))


def test_checks_that_break_are_faults_not_crashes(validated, folder):
    replace(folder / "checks.py", "LENGTH =", "import nothing_like_it\nLENGTH =")
    report = validated(folder)
    assert ("each correct solution passes", "loop") in broken(report)
    assert ("probes fail", "hard-coded answers") in broken(report)
    assert any("nothing_like_it" in fault.message for fault in report.faults)


def test_a_tolerance_that_right_answers_nearly_use_up_is_named(validated, folder):
    path = folder / "solutions" / "correct" / "loop.py"
    replace(path, "return length", "return length * (1 + 1e-12)")
    tight = ("a right answer uses a twentieth of its tolerance", "loop")
    assert broken(validated(folder)) == {tight}


def test_a_tolerance_that_a_mistake_nearly_keeps_within_is_named(validated, folder):
    wrong = folder / "solutions" / "wrong" / "one_norm.py"
    wrong.write_text(
        "# caught by: value\n# sentence: Nearly.\n"
        "import numpy as np\n\n\ndef norm(x):\n    return float(np.sqrt(x @ x) * (1 + 4e-11))\n"
    )
    near = ("a mistake is ten tolerances off, where it is off by an amount", "one_norm")
    assert broken(validated(folder)) == {near}
