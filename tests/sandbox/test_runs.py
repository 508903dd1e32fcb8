"""A run does its work and is measured, limited and ended by the supervisor."""

from __future__ import annotations

import select
import threading
from pathlib import Path

import numpy as np
import pytest

from grader.inside.channel import Channel
from grader.inside.messages import Call, OracleCall, OracleReturn, Raised, Return
from grader.sandbox.limits import MIB, Flavour, Limits

pytestmark = pytest.mark.sandbox
NUMPY = Flavour("numpy")
ASKS = "def solve(oracle):\n    return oracle(7) + 1\n"


def test_a_run_returns_a_value(sandbox):
    code = "import numpy as np\ndef solve(x, *, scale):\n    return x * scale, {'n': len(x)}\n"
    play = sandbox.play(code, (np.arange(3.0),), {"scale": 2.0})
    assert isinstance(play.said, Return)
    assert play.mutated == []
    assert isinstance(play.value, tuple)
    assert np.array_equal(play.value[0], [0.0, 2.0, 4.0])
    assert play.value[1] == {"n": 3}
    assert (play.outcome.exit_code, play.outcome.signal) == (0, None)
    assert play.outcome.killed_for is None


def test_scipy_and_torch_work_inside(sandbox):
    code = """
import numpy as np, scipy.optimize, scipy.linalg, scipy.sparse.linalg
def solve(x0):
    scipy.linalg.cho_solve(scipy.linalg.cho_factor(np.eye(3)), x0)
    scipy.sparse.linalg.cg(np.eye(3), x0)
    return scipy.optimize.minimize(lambda x: float(x @ x), x0, method="L-BFGS-B").x
"""
    play = sandbox.play(code, (np.ones(3),), flavour=Flavour("scipy"))
    assert np.allclose(play.value, 0.0, atol=1e-4), play
    torch = pytest.importorskip("torch")
    code = """
import torch
def solve(W):
    torch.set_num_threads(2)
    W = W.clone().requires_grad_(True)
    (W @ W).sum().backward()
    torch.linalg.inv(W.detach()); torch.nn.Linear(4, 4)(torch.ones(2, 4))
    opt = torch.optim.LBFGS([torch.nn.Parameter(torch.ones(2))])
    return W.grad.to(torch.bfloat16), torch.func.hessian(lambda x: (x ** 3).sum())(torch.ones(2))
"""
    play = sandbox.play(code, (torch.eye(4) * 2,), flavour=Flavour("torch"))
    assert play.ending == "returned", play
    assert play.value[0].dtype == torch.bfloat16
    assert torch.equal(play.value[1], torch.eye(2) * 6)


def test_an_oracle_is_served_by_the_judge(sandbox):
    code = "def solve(f, x):\n    return f(x) + f(x + 1)\n"
    play = sandbox.play(code, (lambda x: float(x) ** 2, 3.0))
    assert play.value == 25.0
    assert play.oracle_calls == [(3.0,), (4.0,)]


def test_an_oracle_serves_threads_one_at_a_time(sandbox):
    code = """
from concurrent.futures import ThreadPoolExecutor
def solve(f):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(f, range(20)))
"""
    play = sandbox.play(code, (lambda x: x * x,))
    assert play.value == [x * x for x in range(20)]


def test_an_oracle_ends_with_its_call(sandbox):
    run, ours = sandbox.start(
        "kept = []\ndef solve(f):\n    kept.append(f)\n    return kept[0](1)\n", flavour=NUMPY
    )
    with ours:
        channel = Channel(ours, MIB, side="judge", oracle_number=lambda _: 0)
        channel.receive()
        for number in (1, 2):
            channel.send(Call(id=number, function="solve"), ((abs,), {}))
            if number == 1:
                question = channel.receive().message
                assert isinstance(question, OracleCall)
                channel.send(OracleReturn(id=question.id), (1,))
            answer = channel.receive().message
    assert isinstance(answer, Raised)
    assert answer.kind == "RuntimeError"
    run.wait(60)


def test_what_an_argument_lost_to_the_call_is_named(sandbox):
    code = "def solve(x, y, *, z):\n    x[0] = 9\n    z['a'].append(1)\n    return 0\n"
    play = sandbox.play(code, (np.zeros(2), np.zeros(2)), {"z": {"a": [0]}})
    assert play.mutated == [0, "z"]


def test_an_exception_names_the_learners_line_only(sandbox):
    code = "def inner():\n    return 1 / 0\n\n\ndef solve():\n    return inner()\n"
    said = sandbox.play(code).said
    assert (said.kind, said.message, said.line) == ("ZeroDivisionError", "division by zero", 2)
    assert "return 1 / 0" in said.traceback
    assert "grader" not in said.traceback


@pytest.mark.parametrize(
    ("code", "ending", "line"),
    [
        ("def solve(:\n", "load_failed:SyntaxError", 1),
        ("import nothing_like_this\n", "load_failed:ModuleNotFoundError", 1),
        ("x = 1\n1 / 0\n", "load_failed:ZeroDivisionError", 2),
        ("other = 1\n", "raised:NameError", None),
        ("solve = 1\n", "raised:TypeError", None),
        ("def solve(a):\n    return a\n", "raised:TypeError", None),
        ("def solve():\n    yield 1\n", "raised:UnsupportedValue", None),
        ("def solve():\n    return '\\ud800'\n", "raised:UnsupportedValue", None),
        ("def solve():\n    return 2 ** 64\n", "raised:UnsupportedValue", None),
        ("def solve():\n    return [0.5] * 200000\n", "raised:UnsupportedValue", None),
        ("", "raised:NameError", None),
        ("def solve():\n\tif True:\n        return 1\n", "load_failed:TabError", 3),
    ],
)
def test_unlucky_code_gets_a_plain_answer(sandbox, code, ending, line):
    play = sandbox.play(code)
    assert play.ending == ending, play
    assert play.said.line == line


@pytest.mark.parametrize(
    "code",
    [
        b"\xef\xbb\xbfdef solve():\n    return 1\n",
        b"def solve():\r\n    return 1\r\n",
        b"# " + b"x" * (1 << 20) + b"\ndef solve():\n    return 1\n",
        b"# -*- coding: latin-1 -*-\ndef solve():\n    return len('\xe9')\n",
    ],
    ids=["BOM", "CRLF", "1 MiB of comments", "latin-1"],
)
def test_unusual_bytes_are_still_python(sandbox, code):
    assert sandbox.play(code).value == 1


def test_a_hostile_exception_is_described_all_the_same(sandbox):
    code = """
class Odd(Exception):
    def __str__(self):
        raise SystemExit
Odd.__name__ = "x" * 999
def solve():
    raise Odd
"""
    play = sandbox.play(code)
    assert isinstance(play.said, Raised)
    assert play.said.message == ""
    assert play.said.line == 7


def test_memory_is_measured_above_an_idle_run(sandbox):
    small = sandbox.play("def solve():\n    return 0\n").outcome.memory_bytes
    code = "import numpy as np\ndef solve():\n    return float(np.ones(100 << 17).sum())\n"
    large = sandbox.play(code).outcome.memory_bytes
    assert small < 16 * MIB
    assert 100 * MIB <= large < 132 * MIB


def test_memory_up_to_the_limit_can_be_used(sandbox):
    code = "def solve(n):\n    return len(bytearray(n))\n"
    limits = Limits(wall_limit_s=60.0, memory_limit_bytes=128 * MIB)
    assert sandbox.play(code, (100 * MIB,), limits=limits).value == 100 * MIB
    assert sandbox.play(code, (130 * MIB,), limits=limits).ending == "raised:MemoryError"


def test_cpu_time_is_measured(sandbox):
    code = """
import time
def solve():
    while time.process_time() < 0.3:
        pass
"""
    outcome = sandbox.play(code).outcome
    assert 0.29 <= outcome.cpu_time_s <= outcome.wall_time_s + 0.1


def test_output_is_collected_in_order_and_cut(sandbox):
    code = "import sys\nprint('one')\nprint('two', file=sys.stderr)\ndef solve(): print('three')\n"
    outcome = sandbox.play(code).outcome
    assert (outcome.output, outcome.output_truncated) == ("one\ntwo\nthree\n", False)
    limits = Limits(wall_limit_s=60.0, output_limit_bytes=10)
    outcome = sandbox.play("print('x' * 99)\n", limits=limits).outcome
    assert (outcome.output, outcome.output_truncated) == ("x" * 10, True)
    assert outcome.killed_for == "output limit"


def test_output_before_a_hard_end_is_kept(sandbox):
    outcome = sandbox.play("import os\nprint('last words')\nos._exit(3)\n").outcome
    assert (outcome.output, outcome.exit_code) == ("last words\n", 3)


def test_scratch_can_be_used(sandbox):
    code = """
import tempfile
def solve():
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"abc")
        file.seek(0)
        return file.read().decode(), file.name.startswith("/tmp/")
"""
    assert sandbox.play(code).value == ("abc", True)


def test_two_runs_are_under_way_at_once(sandbox):
    runs = [sandbox.start(ASKS, flavour=NUMPY) for _ in range(2)]
    channels = [Channel(ours, MIB, side="judge", oracle_number=lambda _: 0) for _, ours in runs]
    for channel in channels:
        channel.receive()
        channel.send(Call(id=1, function="solve"), ((abs,), {}))
    asked = [channel.receive().message for channel in channels]
    for channel, question, answer in zip(channels, asked, (10, 20), strict=True):
        channel.send(OracleReturn(id=question.id), (answer,))
    values = [channel.receive().values for channel in channels]
    assert values == [(11,), (21,)]
    for run, ours in runs:
        ours.close()
        assert run.wait(60).exit_code == 0


def test_many_threads_share_the_pool(sandbox):
    code = "import numpy as np\ndef solve(n):\n    return float(np.full(1000, n).sum())\n"
    values: dict[int, object] = {}

    def play(number: int) -> None:
        values[number] = sandbox.play(code, (number,)).value

    threads = [threading.Thread(target=play, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert values == {number: 1000.0 * number for number in range(12)}


def test_a_run_can_be_stopped_and_is_readable_when_over(sandbox):
    run, ours = sandbox.start(ASKS, flavour=NUMPY)
    with ours:
        Channel(ours, MIB, side="judge").receive()
        assert run.wait(0.0) is None
        assert select.select([run], [], [], 0.0)[0] == []
        run.kill()
        assert select.select([run], [], [], 60.0)[0] == [run]
    outcome = run.wait(0.0)
    assert outcome.killed_for == "stopped"
    assert outcome.signal == 9
    run.kill("timeout")
    assert run.wait(0.0) is outcome


def test_a_run_can_be_stopped_before_it_has_begun(sandbox):
    for _ in range(5):
        run, ours = sandbox.start(ASKS, flavour=NUMPY)
        run.kill()
        assert run.wait(60).killed_for == "stopped"
        ours.close()


def test_a_thread_left_behind_does_not_hold_the_run_up(sandbox):
    code = """
import threading
def solve():
    threading.Thread(target=threading.Event().wait).start()
    return 1
"""
    play = sandbox.play(code)
    assert (play.value, play.outcome.exit_code) == (1, 0)


def test_the_same_code_draws_the_same_numbers(sandbox):
    code = """
import random
import numpy as np
def solve():
    return random.random(), float(np.random.random())
"""
    assert sandbox.play(code).value == sandbox.play(code).value


def test_descriptors_are_given_back(sandbox):
    sandbox.play("def solve(): pass\n")
    before = len(list(Path("/proc/self/fd").iterdir()))
    runs = 12
    for _ in range(runs):
        sandbox.play("def solve(): pass\n")
    # The last run's may still be on their way out; one a run would be a leak.
    assert len(list(Path("/proc/self/fd").iterdir())) < before + runs


def test_a_change_that_the_process_denies_is_seen_all_the_same(sandbox):
    code = (Path(__file__).parent / "hostile" / "attack_39_denies_changes.py").read_bytes()
    arguments = (np.ones(3), np.ones((2, 3)), np.ones((2, 3)))
    play = sandbox.play(code, arguments, function="two_loop")
    assert play.said.mutated == []
    assert play.mutated == [0, 1, 2]


def test_arguments_count_towards_the_memory_limit(sandbox):
    limits = Limits(wall_limit_s=60.0, memory_limit_bytes=32 * MIB)
    code = "def solve(x):\n    return float(x[0])\n"
    assert sandbox.play(code, (np.ones(3 << 20),), limits=limits).ending == "returned"
    assert sandbox.play(code, (np.ones(5 << 20),), limits=limits).ending == "ended:1"
