"""Submissions are graded in the real sandbox, and get the verdict they deserve."""

import subprocess
import sys

import pytest

from grader.judging.report import JudgeError, Progress

pytestmark = pytest.mark.sandbox

RIGHT = "import math\n\n\ndef norm(x):\n    return math.sqrt(x @ x)\n"


def by_id(report):
    return {check.id: check for check in report.checks}


def test_a_right_answer_passes_with_all_points(graded, norm):
    report = graded(norm, RIGHT)
    assert report.verdict == "passed"
    assert (report.points, report.max_points) == (6, 6)
    assert [check.verdict for check in report.checks] == ["passed"] * 3
    assert [check.hidden for check in report.checks] == [False, True, False]
    assert [check.title for check in report.checks] == [check.title for check in norm.checks]
    assert report.message == report.stdout == ""
    assert (report.seed, report.device) == (1, "cpu")
    assert 0 < report.time_s < 20
    assert report.memory_bytes >= 0


def test_every_stored_solution_and_mistake_gets_its_verdict(graded, norm, forward, softmax, second):
    for exercise in (norm, forward, softmax, second):
        for solution in exercise.solutions_correct:
            assert graded(exercise, solution.path.read_bytes()).verdict == "passed", solution
        for mistake in exercise.mistakes:
            report = graded(exercise, mistake.path.read_bytes())
            check = by_id(report)[mistake.caught_by]
            assert report.verdict in ("failed", "error"), mistake
            assert check.verdict == report.verdict, mistake
            assert check.mistake == mistake.slug
            assert check.message.startswith(f"{mistake.sentence}\n\n")
            assert report.points < report.max_points


def test_a_wrong_answer_keeps_the_points_of_the_checks_that_hold(graded, norm):
    report = graded(
        norm, "def norm(x):\n    length = float((x @ x) ** 0.5)\n    x[0] = 0\n    return length\n"
    )
    assert report.verdict == "failed"
    assert report.points == 5
    assert "the argument `x` changed" in by_id(report)["purity"].message


def test_an_unknown_mistake_gets_observation_and_rule(graded, norm):
    check = by_id(graded(norm, "def norm(x):\n    return 9.0\n"))["value"]
    assert check.mistake is None
    assert check.message.startswith("n = 2: the length is off by")
    assert "yours is 9. The rule: " in check.message


def test_public_scope_runs_and_counts_public_checks_only(graded, norm):
    report = graded(norm, RIGHT, scope="public")
    assert [check.id for check in report.checks] == ["value", "purity"]
    assert (report.points, report.max_points) == (4, 4)


def test_progress_tells_each_check_in_order(graded, norm):
    news: list[Progress] = []
    report = graded(norm, RIGHT, progress=news.append)
    assert [(each.kind, each.check_id, each.position) for each in news] == [
        ("started", "", 0),
        ("check_started", "value", 1),
        ("check_finished", "value", 1),
        ("check_started", "homogeneous", 2),
        ("check_finished", "homogeneous", 2),
        ("check_started", "purity", 3),
        ("check_finished", "purity", 3),
    ]
    assert {each.total for each in news} == {3}
    finished = [each.check for each in news if each.kind == "check_finished"]
    assert finished == report.checks


def test_the_same_seed_gives_the_same_report(graded, norm):
    wrong = "def norm(x):\n    print(x.tobytes().hex())\n    return float(abs(x).max())\n"
    first, second, other = (graded(norm, wrong, seed=seed) for seed in (5, 5, 6))
    assert (first.checks, first.stdout) == (second.checks, second.stdout)
    assert first.stdout != other.stdout


def test_a_check_gets_the_same_numbers_whatever_ran_before_it(graded, norm):
    printing = "def norm(x):\n    print(x.tobytes().hex())\n    return float((x @ x) ** 0.5)\n"
    everything = graded(norm, printing, scope="all").stdout.splitlines()
    public = graded(norm, printing, scope="public").stdout.splitlines()
    assert public == [*everything[:4], everything[-1]]


def test_what_the_code_prints_is_kept(graded, norm):
    report = graded(norm, "import sys\nprint('hello')\nsys.stderr.write('there\\n')\n" + RIGHT)
    assert report.verdict == "passed"
    assert report.stdout == "hello\nthere\n"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def norm(x:\n    return 1\n", ["SyntaxError", "line 1"]),
        ("import nothing_like_it\n", ["ModuleNotFoundError", "line 1", "nothing_like_it"]),
        ("x = 1\ny = x / 0\n", ["ZeroDivisionError", "line 2"]),
        ("import sys\nsys.exit(0)\n", ["ends the process", "line 2"]),
        ("def norm(x):\n\treturn 1\n        return 2\n", ["line 3"]),
    ],
)
def test_code_that_does_not_load_is_an_error_with_its_line(graded, norm, code, words):
    report = graded(norm, code)
    assert report.verdict == "error"
    assert report.points == 0
    for word in words:
        assert word in report.message
    assert "Traceback" not in report.message
    assert report.checks[0].verdict == "error"
    assert report.checks[0].message == report.message
    assert [check.verdict for check in report.checks[1:]] == ["failed", "failed"]
    assert "was not run" in report.checks[1].message


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("# TODO\n", ["does not define `norm`", "Define `norm(x)`"]),
        ("def length(x):\n    return 1.0\n", ["does not define `norm`"]),
        ("def norm():\n    return 1.0\n", ["could not be called as `norm(x)`", "starter"]),
        ("def norm(x, y):\n    return 1.0\n", ["could not be called as `norm(x)`", "'y'"]),
        ("def norm(x):\n    return x[99]\n", ["raised IndexError on line 2", "99"]),
        ("def norm(x):\n    return lost\n", ["raised NameError on line 2", "lost"]),
        ("import sys\ndef norm(x):\n    sys.exit(0)\n", ["ended the process on line 3"]),
        ("def norm(x):\n    return object()\n", ["object", "The rule: one number is returned."]),
        ("def norm(x):\n    yield 1.0\n", ["generator"]),
    ],
)
def test_a_function_that_raises_is_an_error_with_a_kind_sentence(graded, norm, code, words):
    report = graded(norm, code)
    assert report.verdict == "error"
    assert report.points == 0
    assert {check.verdict for check in report.checks} == {"error"}
    for word in words:
        assert word in report.checks[0].message


@pytest.mark.parametrize(
    "value",
    ["None", "'5'", "(5.0, 5.0)", "[5.0]", "{}", "x", "float('nan')", "True", "x * 1j", "x[:0]"],
)
def test_an_answer_of_the_wrong_form_fails(graded, norm, value):
    report = graded(norm, f"def norm(x):\n    return {value}\n")
    assert report.verdict == "failed"
    assert report.points == 0


def test_one_exception_among_wrong_answers_is_a_failure(graded, norm):
    code = "def norm(x):\n    return 1.0 if len(x) < 5 else x[99]\n"
    report = graded(norm, code)
    assert report.verdict == "failed"
    assert by_id(report)["homogeneous"].verdict == "error"


@pytest.mark.parametrize("leave", ["os._exit(0)", "os._exit(3)"])
def test_a_process_that_ends_itself_is_an_error_and_earns_nothing(graded, norm, leave):
    code = f"import os\n{RIGHT}    \ncalls = []\ninner = norm\n\n\ndef norm(x):\n"
    code += f"    calls.append(x)\n    if len(calls) > 4:\n        {leave}\n    return inner(x)\n"
    report = graded(norm, code)
    assert report.verdict == "error"
    assert report.points == 0
    assert "ended its own process" in report.message
    checks = by_id(report)
    assert (checks["value"].verdict, checks["value"].points) == ("passed", 0)
    assert "did not end properly" in checks["value"].message
    assert checks["homogeneous"].verdict == "error"
    assert checks["homogeneous"].message == report.message
    assert checks["purity"].verdict == "failed"


def test_a_crash_is_an_error_with_its_signal(graded, norm):
    code = "import ctypes\n\n\ndef norm(x):\n    return ctypes.string_at(0)\n"
    report = graded(norm, code)
    assert report.verdict == "error"
    assert "SIGSEGV" in report.message


@pytest.mark.parametrize("place", ["import", "call"])
def test_code_that_does_not_come_back_is_a_timeout(graded, norm, place):
    loop = "while True:\n        pass\n"
    code = f"if True:\n    {loop}" if place == "import" else f"def norm(x):\n    {loop}"
    report = graded(norm, code, wall_limit_s=0.3)
    assert report.verdict == "timeout"
    assert report.points == 0
    assert report.message == "Your code took longer than the limit of 0.3 s."
    assert report.checks[0].verdict == "timeout"
    assert report.time_s >= 0.3


def test_time_limits_hold_for_all_calls_together(graded, norm):
    code = RIGHT + "\n\ninner = norm\n\n\ndef norm(x):\n    import time\n    time.sleep(0.15)\n"
    report = graded(norm, code + "    return inner(x)\n", wall_limit_s=0.5)
    assert report.verdict == "timeout"
    assert report.checks[0].verdict == "timeout"


def test_cpu_time_in_threads_is_a_timeout(graded, norm):
    code = "import threading\n\n\ndef spin():\n    while True:\n        pass\n\n\n"
    code += "threading.Thread(target=spin, daemon=True).start()\n\n\n"
    code += "def norm(x):\n    threading.Event().wait()\n"
    report = graded(norm, code, wall_limit_s=30.0, cpu_limit_s=1)
    assert report.verdict == "timeout"


def test_an_allocation_beyond_the_limit_is_memory(graded, norm):
    code = "import numpy as np\n\n\ndef norm(x):\n    return np.ones(10**9).sum()\n"
    report = graded(norm, code)
    assert report.verdict == "memory"
    assert {check.verdict for check in report.checks} == {"memory"}
    assert "ran out of memory on line 5; the limit is 128 MiB" in report.checks[0].message


def test_memory_that_is_kept_until_the_process_breaks_is_memory(graded, norm):
    code = "kept = []\n\n\ndef norm(x):\n    while True:\n        kept.append(bytearray(1 << 20))\n"
    report = graded(norm, code)
    assert report.verdict == "memory"
    assert report.points == 0
    assert report.memory_bytes > 100 * 1024 * 1024


def test_a_torch_allocation_beyond_the_limit_is_memory(graded, softmax):
    code = "import torch\n\n\ndef softmax(x, dim):\n    return torch.ones(10**10)\n"
    assert graded(softmax, code).verdict == "memory"


def test_printing_without_end_is_the_output_limit(graded, norm):
    report = graded(norm, "def norm(x):\n    while True:\n        print('x' * 100)\n")
    assert report.verdict == "output limit"
    assert report.message == "Your code printed more than the limit of 4 KiB."
    assert len(report.stdout) <= 4096


def test_printing_too_much_on_the_way_out_is_the_output_limit(graded, norm):
    code = "class Noisy:\n    def __del__(self):\n        print('x' * 10**6)\n\n\nnoisy = Noisy()\n"
    code += RIGHT + "\n\ninner, calls = norm, []\n\n\ndef norm(x):\n    calls.append(1)\n"
    code += "    if len(calls) == 7:\n        globals().pop('noisy')\n    return inner(x)\n"
    report = graded(norm, code)
    assert report.verdict == "output limit"
    assert report.points == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (b"#" * (64 * 1024 + 1), "The code has 65 KiB; 64 KiB are allowed."),
        (b"", "nothing in the file yet"),
        (b"\xef\xbb\xbf \r\n\t\n", "nothing in the file yet"),
        (b"x = 1\ny = '\0'\n", "NUL byte on line 2"),
        (b"x = 1\n\n# caf\xe9\n", "not UTF-8: see line 3"),
    ],
)
def test_what_is_empty_or_too_long_or_no_text_is_refused(graded, norm, code, words):
    report = graded(norm, code)
    assert report.verdict == "refused"
    assert words in report.message
    assert report.max_points == 6
    assert report.points == 0
    assert [check.verdict for check in report.checks] == ["refused", "failed", "failed"]


@pytest.mark.parametrize(
    "change",
    [
        lambda code: b"\xef\xbb\xbf" + code,
        lambda code: code.replace(b"\n", b"\r\n"),
        lambda code: code + b"#" * (64 * 1024 - len(code)),
        lambda code: "# η ≤ ε\n".encode() + code,
    ],
    ids=["a BOM", "CRLF", "64 KiB", "Greek"],
)
def test_unusual_text_is_accepted(graded, norm, change):
    assert graded(norm, change(RIGHT.encode())).verdict == "passed"


def test_an_exercise_is_not_graded_on_a_device_it_does_not_name(graded, norm):
    with pytest.raises(JudgeError, match="not graded on cuda"):
        graded(norm, RIGHT, device="cuda")


def test_the_supervisor_loads_neither_numpy_nor_torch():
    program = (
        "import sys, grader.judging.grading, grader.judging.__main__;"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'torch', 'django')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
