"""What a check sees of a call: layouts, changes, aliases, and what it asked to watch."""

import pytest

pytestmark = pytest.mark.sandbox

REST = """
import numpy as np


def homogeneous(solution, reference, rng):
    pass


def purity(solution, reference, rng):
    pass


def value(solution, reference, rng):
"""


@pytest.fixture
def observed(graded, broken):
    """Return a function that runs the body of a check against code, and returns the verdict."""

    def run(body, code, **limits):
        report = graded(broken(REST + body), code, **limits)
        return report.verdict, report.message or report.checks[0].message

    return run


PASSED = ("passed", "")


def test_a_change_is_seen_where_the_code_denies_it(observed):
    code = """
import sys


class Lying:
    def __init__(self, args, kwargs):
        pass

    def mutated(self):
        return []


sys.modules["grader.inside.solution"].Snapshot = Lying


def norm(x):
    x[-1] += 1
    return 1.0
"""
    body = """
    for n in (3, 100_000):
        outcome = solution.call(np.ones(n))
        assert outcome.mutated == ("x",), outcome.mutated
"""
    assert observed(body, code) == PASSED


def test_the_caller_keeps_its_own_numbers(observed):
    body = """
    x = np.ones(1000)
    solution(x)
    assert (x == 1).all()
"""
    assert observed(body, "def norm(x):\n    x.fill(7)\n    return 1.0\n") == PASSED


def test_what_a_call_kept_stays_as_it_was(observed):
    code = """
kept = []


def norm(x):
    kept.append(x)
    return float(all((each == n).all() for n, each in enumerate(kept)))
"""
    body = """
    for n in range(100):
        assert solution(np.full(20_000, float(n))) == 1.0
"""
    assert observed(body, code) == PASSED


def test_an_array_keeps_its_layout(observed):
    code = "def norm(x):\n    return [x.flags.f_contiguous, list(x.strides)]\n"
    body = """
    assert solution(np.asfortranarray(np.ones((2, 3)))) == [True, [8, 16]]
    assert solution(np.ones(9)[::-2]) == [False, [-16]]
"""
    assert observed(body, code) == PASSED


def test_an_alias_is_named(observed):
    body = """
    outcome = solution.call(np.ones(4))
    assert outcome.aliased == ("x",)
    assert outcome.mutated == ()
    assert outcome.state_changed == () and outcome.live_tensors is None
"""
    assert observed(body, "def norm(x):\n    return x[1:]\n") == PASSED


def test_the_state_is_watched_where_a_check_asks(observed):
    code = "import numpy as np\n\n\ndef norm(x):\n    return float(np.random.rand())\n"
    body = """
    watching = solution.watching("state")
    assert watching.call(1.0).state_changed == ("numpy.random",)
    assert solution.call(1.0).state_changed == ()
    assert watching.watching("storage").call(1.0).largest_storage_bytes == 0
    assert watching.oracle_calls == 0
"""
    assert observed(body, code) == PASSED


def test_a_raising_call_is_looked_at_too(observed):
    body = """
    outcome = solution.watching("state").call(np.ones(2))
    assert outcome.raised.kind == "ValueError"
    assert (outcome.mutated, outcome.state_changed) == (("x",), ("random",))
"""
    code = "import random\n\n\ndef norm(x):\n    x[0] = random.random()\n    raise ValueError\n"
    assert observed(body, code) == PASSED


def test_memory_kept_by_a_bare_descriptor_is_taken_back(observed):
    """Sixty calls of 8 MiB, whose descriptors are all kept, hold nothing."""
    code = """
import os
import sys

sharing = sys.modules["grader.inside.sharing"]
inner, kept = sharing.shared_map, []


def keeping(descriptor, size):
    if descriptor is not None:
        kept.append(os.dup(descriptor))
    return inner(descriptor, size)


sys.modules["grader.inside.channel"].shared_map = keeping


def norm(x):
    return float(sum(os.fstat(each).st_blocks for each in kept) * 512)
"""
    body = """
    x = np.ones(1 << 20)
    for n in range(40):
        held = solution(x)
        # The present call's, and the latest where it was still mapped as this one began.
        assert held <= 3 * x.nbytes, (n, held)
"""
    assert observed(body, code) == PASSED


def test_arguments_kept_beyond_the_memory_limit_are_the_codes_own_failure(observed):
    body = """
    for n in range(40):
        solution(np.ones(1 << 20))
"""
    code = "kept = []\n\n\ndef norm(x):\n    kept.append(x)\n    return x.sum()\n"
    assert observed(body, code, memory_limit_bytes=128 << 20)[0] == "memory"


def test_arguments_too_large_to_be_passed_are_ours(graded, broken):
    from grader.judging.report import JudgeError

    with pytest.raises(JudgeError, match="at most"):
        graded(broken(REST + "    solution(np.ones(10**7))\n"), "def norm(x):\n    return 1.0\n")


def test_writing_to_earlier_arguments_changes_no_later_call(observed):
    code = """
import threading

earlier = []


def write():
    while True:
        for each in list(earlier):
            each += 1


threading.Thread(target=write, daemon=True).start()
latest = None


def norm(x):
    global latest
    if latest is not None:
        earlier.append(latest)
    latest = x
    return [float(x.min()), float(x.max())]
"""
    body = """
    for n in range(30):
        outcome = solution.call(np.full(20_000, float(n)))
        assert outcome.value == [n, n], outcome.value
        assert outcome.mutated == (), outcome.mutated
"""
    assert observed(body, code) == PASSED


def test_memory_that_is_cut_down_is_a_change_and_the_next_call_is_whole(observed):
    code = """
import os
import sys

sharing = sys.modules["grader.inside.sharing"]
inner, kept = sharing.shared_map, []


def keeping(descriptor, size):
    kept.append(os.dup(descriptor))
    return inner(descriptor, size)


sys.modules["grader.inside.channel"].shared_map = keeping


def norm(x):
    total = float(x.sum())
    os.ftruncate(kept.pop(), len(kept) + x.nbytes // 2)
    return total
"""
    body = """
    for n in (3, 3, 400_000, 400_000):
        outcome = solution.call(np.ones(n))
        assert outcome.value == n, outcome
        assert outcome.mutated == ("x",), outcome.mutated
"""
    assert observed(body, code) == PASSED
