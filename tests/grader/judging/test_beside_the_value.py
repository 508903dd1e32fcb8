"""What the checks ask beside the value holds, and is told apart, across the real channel."""

import random

import msgspec
import numpy as np
import pytest

from grader.judging.report import JudgeError

pytestmark = pytest.mark.sandbox

NUMPY = """
import numpy as np
from exercises.checking import expect_close, expect_layouts, expect_pure, tolerance_for

LENGTH = "the length"


def homogeneous(solution, reference, rng):
    pass


def purity(solution, reference, rng):
    pass


def value(solution, reference, rng):
    x, tolerance = rng.standard_normal(6), tolerance_for("float64", "recursion", size=6)
    # A first call that nobody watches: what it leaves behind may hide nothing later.
    solution.call(x)
    got = expect_pure(solution, x, what=LENGTH)
    expect_close(got, reference(x), tolerance=tolerance, what=LENGTH)
    expect_layouts(solution, x, tolerance=tolerance, what=LENGTH)
"""
TORCH = """
import torch
from exercises.checking import (
    expect_close, expect_layouts, expect_no_leak, expect_pure, expect_storage, tolerance_for,
)


def large(solution, reference, rng):
    pass


def value(solution, reference, rng):
    x = torch.from_numpy(rng.standard_normal((6, 4)))
    tolerance = tolerance_for("float64", "recursion")
    got = expect_pure(solution, x, 1)
    expect_close(got, reference(x, 1), tolerance=tolerance, what="the softmax")
    expect_layouts(solution, x, 1, tolerance=tolerance)
    expect_storage(solution.watching("storage").call(x, 1), 36, dtype="float64")
    expect_no_leak(solution, x, 1, calls=30)
"""
ONES = """
from exercises.checking import expect_no_leak


def homogeneous(solution, reference, rng):
    pass


def purity(solution, reference, rng):
    pass


def value(solution, reference, rng):
    expect_no_leak(solution, 1.0)
"""
NORM = """
import random
import numpy as np

calls = []


def norm(x):
    length = np.array([(x @ x) ** 0.5])
{line}
    return length
"""
SOFTMAX = """
import torch

kept = []
weight = torch.ones((), dtype=torch.float64, requires_grad=True)


def softmax(x, dim):
    y = torch.exp(x - x.max())
    y = y / y.sum(dim, keepdim=True)
{line}
    return y
"""


@pytest.fixture
def told(graded, tmp_path):
    """Return a function that grades code by some checks, and returns verdict and first message."""

    def run(exercise, checks, code):
        (tmp_path / "checks.py").write_text(checks)
        alone = msgspec.structs.replace(exercise, folder=tmp_path, mistakes=())
        report = graded(alone, code)
        return report.verdict, report.checks[0].message

    return run


def numbered(code):
    """Return code whose last lines are those of a scalar's function."""
    return code.replace("return length", "return float(length[0])")


def test_a_right_answer_in_numpy_passes(told, norm):
    assert told(norm, NUMPY, numbered(NORM.format(line=""))) == ("passed", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("    x[0] = 0", "The argument `x` changed during the call. "),
        ("    length = x[:1]", "The result shares the memory of the argument `x`. "),
        ("    np.random.seed(1)", "The call changed numpy.random. "),
        ("    random.seed(1)", "The call changed random. "),
        (
            "    np.seterr(over=('raise', 'ignore')[len(calls) % 2]); calls.append(1)",
            "The call changed the error handling of NumPy. ",
        ),
        (
            "    calls.append(1); length += len(calls)",
            "The length differs at entry [0] between two",
        ),
        (
            "    length = length * (x.strides[0] > 0)",
            "`x` with negative strides: the length, compared with that of contiguous ",
        ),
        ("    assert x.flags.c_contiguous", "`x` strided: the call raised AssertionError"),
        (
            "    length *= (np.lib.stride_tricks.as_strided(x, strides=(8,)) == x).all()",
            "`x` strided: the length, compared with ",
        ),
    ],
)
def test_a_wrong_answer_in_numpy_is_told_why(told, norm, line, said):
    checks = NUMPY.replace("reference(x)", "np.atleast_1d(reference(x))")
    verdict, message = told(norm, checks, NORM.format(line=line))
    assert verdict == "failed"
    assert message.startswith(said), message


def test_a_right_answer_in_torch_passes(told, softmax):
    assert told(softmax, TORCH, SOFTMAX.format(line="")) == ("passed", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("    x.zero_()", "The argument `x` changed during the call. "),
        ("    y = x.T.T", "The result shares the memory of the argument `x`. "),
        ("    y = y * weight", "The result still requires a gradient. "),
        ("    torch.manual_seed(1)", "The call changed torch.random. "),
        (
            "    torch.set_default_dtype(torch.float64)",
            "The call changed the default dtype of torch. ",
        ),
        ("    y = y * x.is_contiguous()", "`x` in Fortran order: the result, compared with "),
        (
            "    torch.outer(x.reshape(-1), x.reshape(-1))",
            "The largest tensor made has room for 576 ",
        ),
        ("    kept.append(y.clone())", "After 30 calls "),
    ],
)
def test_a_wrong_answer_in_torch_is_told_why(told, softmax, line, said):
    verdict, message = told(softmax, TORCH, SOFTMAX.format(line=line))
    assert verdict == "failed"
    assert message.startswith(said), message


def test_counting_tensors_where_there_is_no_torch_is_the_authors_error(graded, broken):
    with pytest.raises(JudgeError, match="only in exercises that use torch"):
        graded(broken(ONES), "def norm(x):\n    return x\n")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("async def norm(x):\n    return 1.0\n", "a coroutine: write `def`, not `async def`."),
        ("async def norm(x):\n    yield 1.0\n", "an asynchronous generator: write `def`, not"),
        ("def norm(x):\n    yield 1.0\n", "a generator: return the value itself"),
    ],
)
def test_a_value_that_is_still_to_come_is_refused_in_words(graded, norm, code, said):
    report = graded(norm, code)
    assert report.verdict == "error"
    assert said in report.checks[0].message
    assert report.stdout == ""


def test_watching_leaves_a_pure_run_its_random_numbers(graded, broken):
    """A call that is watched for its state and draws nothing changes no later draw."""
    checks = ONES.replace(
        "expect_no_leak(solution, 1.0)",
        """
    first = [solution(1.0) for _ in range(2)]
    solution.watching("state").call(0.0)
    assert first + [solution(1.0) for _ in range(2)] == @
""",
    )
    code = """
import random
import numpy as np

def norm(x):
    return [float(np.random.rand()), random.random()] if x else [0.0]
"""
    numbers, own = np.random.RandomState(0), random.Random(0)
    expected = [[float(numbers.rand()), own.random()] for _ in range(4)]
    report = graded(broken(checks.replace("@", repr(expected))), code)
    assert report.verdict == "passed", report
