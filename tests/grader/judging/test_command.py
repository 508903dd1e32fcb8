"""`python -m grader.judging` grades a file: exit status, table and JSON are as documented."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from grader.judging.devices import device_is_here
from tests.grader.judging.conftest import LIBRARY

pytestmark = pytest.mark.sandbox

ROOT = Path(__file__).parents[3]
FOLDER = LIBRARY / "calculus" / "euclidean-norm"
RIGHT = FOLDER / "solutions" / "correct" / "product.py"
WRONG = FOLDER / "solutions" / "wrong" / "one_norm.py"
KEYS = ["verdict", "points", "max_points", "seed", "time_s", "memory_bytes", "checks", "stdout"]
CHECK_KEYS = [
    "id",
    "title",
    "verdict",
    "points",
    "max_points",
    "hidden",
    "message",
    "mistake",
    "margin",
]
CHECK_KEYS += ["figures"]


def command(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "grader.judging", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_right_file_exits_with_0_and_its_report():
    done = command(FOLDER, RIGHT, "--seed", 7, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    report = json.loads(done.stdout)
    assert list(report) == KEYS
    assert [list(check) for check in report["checks"]] == [CHECK_KEYS] * 3
    assert (report["verdict"], report["points"], report["seed"]) == ("passed", 6, 7)


def test_a_wrong_file_exits_with_1_and_names_its_mistake():
    done = command(FOLDER, WRONG, "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["verdict"] == "failed"
    assert report["checks"][0]["mistake"] == "one_norm"
    assert 0 <= report["seed"] < 2**32


def test_people_read_a_table():
    done = command(FOLDER, WRONG, "--seed", 7)
    assert done.returncode == 1
    first, *rest = done.stdout.splitlines()
    assert first == "TT-01 Euclidean norm · failed · 0 of 6 points"
    assert "seed 7 · cpu" in rest[0]
    assert any(line.startswith("✗ Is the root of the sum of squares") for line in rest)
    assert "You added absolute values; that is the 1-norm." in done.stdout


@pytest.mark.parametrize("as_json", [False, True])
def test_what_the_code_prints_does_not_steer_the_terminal(tmp_path, as_json):
    file = tmp_path / "prints.py"
    file.write_text(
        "print('\\0 \\x1b[2J \\x9b31m \\x7f \\r\\n end')\n"
        "def norm(x):\n    raise ValueError('\\x1b]0;owned\\x07')\n"
    )
    done = command(FOLDER, file, "--seed", 7, *(["--json"] if as_json else []))
    assert done.returncode == 1
    assert " end" in done.stdout
    assert "owned" in done.stdout
    assert not [each for each in done.stdout if unicodedata.category(each) == "Cc" and each != "\n"]
    if as_json:
        assert json.loads(done.stdout)["stdout"] == "\0 \x1b[2J \x9b31m \x7f \r\n end\n"


def test_an_exercise_of_the_library_is_found_by_its_slug():
    solution = ROOT / "exercises/library/second-order-methods/newton-decrement/solutions"
    done = command("newton-decrement", next((solution / "correct").glob("*.py")))
    assert done.returncode == 0, done.stderr
    assert "✓" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-exercise", RIGHT], "there is no exercise `no-such-exercise`"),
        ([FOLDER, FOLDER / "no-such-file.py"], "cannot be read"),
        ([FOLDER, FOLDER], "cannot be read"),
        ([FOLDER, RIGHT, "--device", "cuda"], "not graded on cuda"),
    ],
)
def test_what_cannot_be_graded_exits_with_2_and_one_sentence(arguments, words):
    done = command(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(device_is_here("cuda"), reason="this machine has CUDA")
def test_cuda_without_a_device_exits_with_2_and_one_sentence():
    folder = LIBRARY / "tensors" / "softmax"
    done = command(folder, folder / "solutions/correct/shifted.py", "--device", "cuda")
    assert done.returncode == 2
    assert "no CUDA device" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_a_sandbox_it_exits_with_2_and_says_how_to_mend_it():
    done = command(FOLDER, RIGHT, PATH="/nonexistent")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "bubblewrap" in done.stderr


@pytest.mark.parametrize("seed", ["-1", "x", str(2**63)])
def test_a_bad_seed_is_refused(seed):
    assert command(FOLDER, RIGHT, f"--seed={seed}").returncode == 2
