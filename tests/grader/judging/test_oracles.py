"""A function among the arguments is an oracle: it stays in the judge, which counts it."""

import pytest

from grader.judging import supervision

pytestmark = pytest.mark.sandbox

RIGHT = """
import numpy as np


def gradient(x, f, step=1e-4):
    points = x + step * np.eye(len(x))
    return (np.array([f(point) for point in points]) - f(x)) / step
"""


def by_id(report):
    return {check.id: check for check in report.checks}


def test_a_call_too_many_is_counted(graded, forward):
    code = RIGHT.replace("    return", "    f(x)\n    return")
    report = graded(forward, code)
    check = by_id(report)["calls"]
    assert report.verdict == "failed"
    assert check.verdict == "failed"
    assert check.message == "n = 6: 8 evaluations of f were used. The rule: at most 7."


def test_a_right_value_with_a_known_cost_gets_its_sentence(graded, forward):
    code = RIGHT.replace("f(point) for", "f(point) - f(x) for").replace(
        " - f(x)) / step", ") / step"
    )
    assert code.count("f(x)") == 1
    assert by_id(graded(forward, code))["calls"].mistake == "evaluates_twice"


def test_calls_from_threads_are_counted(graded, forward):
    code = """
import threading
import numpy as np


def gradient(x, f, step=1e-4):
    values = {}

    def evaluate(i, point):
        values[i] = f(point)

    points = [x, *(x + step * np.eye(len(x))), x]
    threads = [threading.Thread(target=evaluate, args=each) for each in enumerate(points)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return np.array([values[i + 1] - values[0] for i in range(len(x))]) / step
"""
    report = graded(forward, code)
    assert by_id(report)["value"].verdict == "passed"
    assert "8 evaluations" in by_id(report)["calls"].message


def test_an_oracle_kept_from_an_earlier_call_answers_no_more(graded, forward):
    code = RIGHT.replace(
        "def gradient(x, f, step=1e-4):",
        "kept = []\n\n\ndef gradient(x, f, step=1e-4):\n    kept.append(f)\n    f = kept[0]",
    )
    report = graded(forward, code)
    assert report.verdict == "error"
    assert report.points == 0


def test_an_exception_in_the_oracle_reaches_the_code(graded, forward):
    code = RIGHT.replace("    points", "    f(np.ones(99))\n    points")
    check = by_id(graded(forward, code))["value"]
    assert check.verdict == "error"
    assert "raised ValueError on line 6" in check.message


def test_the_code_may_handle_an_exception_of_the_oracle(graded, forward):
    handled = "    try:\n        f(np.ones(99))\n    except ValueError:\n        pass\n    points"
    report = graded(forward, RIGHT.replace("    points", handled))
    assert by_id(report)["value"].verdict == "passed"
    assert by_id(report)["calls"].verdict == "failed"


def test_an_oracle_given_something_unusable_is_the_codes_error(graded, forward):
    report = graded(forward, RIGHT.replace("f(x))", "f(object()))"))
    assert report.verdict == "error"
    assert "object" in by_id(report)["value"].message


def test_an_answer_of_the_oracle_that_cannot_cross_is_an_exception_there(graded, broken):
    checks = """
import numpy as np


def value(solution, reference, rng):
    solution(lambda x: object() if x == 3.0 else x)


def homogeneous(solution, reference, rng):
    pass


def purity(solution, reference, rng):
    pass
"""
    report = graded(broken(checks), "def norm(f):\n    return f(2.0) + f(3.0)\n")
    assert report.verdict == "error"
    assert "raised TypeError on line 2" in by_id(report)["value"].message


def test_asking_the_oracle_for_ever_is_a_timeout(graded, forward):
    report = graded(
        forward,
        RIGHT.replace("    points", "    while True:\n        f(x)\n    points"),
        wall_limit_s=0.5,
    )
    assert report.verdict == "timeout"


def test_the_oracle_cannot_be_looked_into(graded, forward):
    code = RIGHT.replace(
        "    points",
        "    cells = [c.cell_contents for c in (f.__closure__ or ())]\n"
        "    assert not any('weights' in repr(c) for c in cells)\n"
        "    assert 'checks' not in __import__('sys').modules\n    points",
    )
    assert graded(forward, code).verdict == "passed"


SLOW_ORACLE = """
import time


def value(solution, reference, rng):
    solution(lambda seconds: time.sleep(seconds))


def homogeneous(solution, reference, rng):
    pass


def purity(solution, reference, rng):
    pass
"""


def test_an_oracle_that_is_asked_for_too_much_is_a_timeout(graded, broken, monkeypatch):
    monkeypatch.setattr(supervision, "ORACLE_LIMIT_S", 0.5)
    code = "def norm(f):\n    return f(3600.0)\n"
    report = graded(broken(SLOW_ORACLE), code, wall_limit_s=0.1)
    assert report.verdict == "timeout"
    assert [check.verdict for check in report.checks] == ["timeout", "failed", "failed"]


def test_questions_sent_ahead_do_not_outlast_the_timeout(graded, broken):
    code = """
import gc
from grader.inside.messages import OracleCall
from grader.inside.solution import SolutionProcess


def norm(f):
    ours = next(each for each in gc.get_objects() if type(each) is SolutionProcess)
    for number in range(9):
        ours._channel.send(OracleCall(id=number, oracle=1), ((1.5,),))
    while True:
        pass
"""
    report = graded(broken(SLOW_ORACLE), code, wall_limit_s=0.1)
    assert report.verdict == "timeout"
    # All nine would take 13.5 s; the first was asked in time.
    assert report.time_s < 9.0


ASKED = """
import numpy as np


def value(solution, reference, rng):
    A = np.eye(3)
    assert solution(lambda v: A @ v) == 1.0


def homogeneous(solution, reference, rng):
    pass


def purity(solution, reference, rng):
    pass
"""


@pytest.mark.parametrize(
    ("argument", "kind"),
    [
        ("np.ones(4)", "ValueError"),
        ("np.ones((3, 3, 3, 3))", ""),
        ("np.ones(0)", "ValueError"),
        ("np.ones(3, complex)", ""),
        ("np.ones(3, bool)", ""),
        ("np.float16(1)", "ValueError"),
        ("'text'", "Error"),
        ("None", "Error"),
        ("{'a': [1]}", "Error"),
        ("[[1.0], 2.0]", "ValueError"),
        ("[1.0] * 200_000", "UnsupportedValue"),
        ("np.ones(3), 1", "TypeError"),
        ("*()", "TypeError"),
        ("np.ones(9 << 20)", "UnsupportedValue"),
        ("np.broadcast_to(0.0, (10**14,))", "UnsupportedValue"),
        ("np.ones((1,) * 17)", "UnsupportedValue"),
        ("'\\ud800'", "UnsupportedValue"),
        ("lambda: 1", "UnsupportedValue"),
    ],
)
def test_whatever_an_oracle_is_handed_is_at_most_an_exception_there(graded, broken, argument, kind):
    code = f"""
import numpy as np


def norm(f):
    try:
        f({argument})
    except Exception as error:
        assert {kind!r} in type(error).__name__, repr(error)
    else:
        assert not {kind!r}, "no exception"
    return 1.0
"""
    report = graded(broken(ASKED), code, memory_limit_bytes=256 << 20)
    assert report.verdict == "passed", report.checks[0].message


def test_asking_more_often_than_the_limit_ends_the_run(graded, forward):
    report = graded(forward, RIGHT, oracle_call_limit=10)
    assert report.verdict == "error"
    assert report.points == 0
    assert "more than 10 times" in report.message


def test_the_limit_itself_may_be_reached(graded, broken):
    code = "def norm(f):\n    return [f(1.0) for _ in range(10)][0]\n"
    checks = ASKED.replace("A @ v", "v")
    assert graded(broken(checks), code, oracle_call_limit=10).verdict == "passed"
    assert graded(broken(checks), code, oracle_call_limit=9).verdict == "error"


def test_sending_more_than_the_limit_of_messages_ends_the_run(graded, forward):
    report = graded(forward, RIGHT, frame_count_limit=16)
    assert report.verdict == "error"
    assert "more than 16 messages" in report.message
