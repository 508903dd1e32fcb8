"""What breaks on our side is a JudgeError, never the learner's failure; and the other way round."""

import pytest

from grader.judging import supervision
from grader.judging.report import JudgeError

pytestmark = pytest.mark.sandbox

RIGHT = "import math\n\n\ndef norm(x):\n    return math.sqrt(x @ x)\n"
REST = """
import os
import time
import numpy as np


def homogeneous(solution, reference, rng):
    pass


def purity(solution, reference, rng):
    pass


def value(solution, reference, rng):
"""


@pytest.mark.parametrize(
    "body",
    [
        "    raise RuntimeError('a check broke')",
        "    solution(object())",
        "    solution(np.ones(2))\n    os._exit(0)",
        "    os._exit(0)",
        "    np.ones(10**10)",
        "    import no_such_module",
        "    value(solution, reference, rng)",
    ],
)
def test_a_broken_check_is_ours(graded, broken, body):
    with pytest.raises(JudgeError):
        graded(broken(REST + body), RIGHT)


def test_a_judge_that_dies_is_reported_with_how_it_ended(graded, broken):
    with pytest.raises(JudgeError, match=r"before its report was complete: .*exit_code=3"):
        graded(broken(REST + "    os._exit(3)"), RIGHT)


def test_a_check_that_breaks_over_a_right_answer_is_ours(graded, broken):
    body = "    length = solution(np.ones(2))\n    raise TypeError(f'broken {length}')\n"
    with pytest.raises(JudgeError, match="broken"):
        graded(broken(REST + body), RIGHT)


def test_a_check_that_stumbles_over_a_wrong_answer_fails_it(graded, broken):
    body = "    length = solution(np.ones(2))\n    length.no_such_method()\n"
    report = graded(broken(REST + body), "def norm(x):\n    return None\n")
    assert report.verdict == "failed"
    assert report.checks[0].verdict == "failed"
    assert "could not be checked" in report.checks[0].message


def test_a_reference_that_does_not_exist_is_ours(graded, broken):
    with pytest.raises(JudgeError, match="nowhere"):
        graded(broken(REST + "    pass", reference="nowhere.to_be:found"), RIGHT)


def test_a_judge_that_takes_too_long_is_ours(graded, broken, monkeypatch):
    monkeypatch.setattr(supervision, "JUDGE_LIMIT_S", 0.5)
    with pytest.raises(JudgeError, match="took too long"):
        graded(broken(REST + "    time.sleep(30)"), RIGHT)


def test_the_judges_own_time_is_not_the_learners(graded, broken):
    body = "    solution(np.ones(2))\n    time.sleep(0.6)\n    solution(np.ones(2))\n"
    report = graded(broken(REST + body), RIGHT, wall_limit_s=0.5)
    assert report.verdict == "passed"
    assert report.time_s < 0.5


def test_a_mistake_that_never_ends_does_not_hold_up_a_diagnosis(graded, norm, tmp_path):
    import msgspec

    endless = tmp_path / "endless.py"
    endless.write_text("def norm(x):\n    while True:\n        pass\n")
    slow = msgspec.structs.replace(norm.mistakes[0], slug="a_endless", path=endless)
    exercise = msgspec.structs.replace(norm, mistakes=(slow, *norm.mistakes))
    report = graded(exercise, norm.mistakes[0].path.read_bytes(), scope="public")
    assert report.checks[0].mistake == "no_root"


def test_a_mistake_that_breaks_explains_nothing(graded, norm, tmp_path):
    import msgspec

    paths = []
    for name, text in (("syntax", "def norm(x:\n"), ("exits", "raise SystemExit\n"), ("empty", "")):
        paths.append(tmp_path / f"{name}.py")
        paths[-1].write_text(text)
    bad = [msgspec.structs.replace(norm.mistakes[0], slug=p.stem, path=p) for p in paths]
    exercise = msgspec.structs.replace(norm, mistakes=(*bad, *norm.mistakes))
    report = graded(exercise, norm.mistakes[0].path.read_bytes())
    assert {check.mistake for check in report.checks} == {"no_root"}
