"""Replays that several checks ask for are made once, unless their arrays are large."""

from types import SimpleNamespace

import numpy as np
import pytest

from exercises.checking.failures import Outcome
from grader.judging.judge import diagnosis
from grader.judging.judge.calls import Arguments, CallRecord
from grader.judging.judge.diagnosis import Diagnosis
from grader.judging.judge.sources import Reference
from grader.judging.wire import TaskFunction


@pytest.mark.parametrize(("limit_bytes", "replays"), [(1 << 20, 1), (10, 2)])
def test_a_small_call_is_replayed_once(monkeypatch, limit_bytes, replays):
    monkeypatch.setattr(diagnosis, "KEPT_LIMIT_BYTES", limit_bytes)
    seen = []

    def reference(x):
        seen.append(x)
        return x

    function = TaskFunction("f", ("x",), "f(x)", "(n,)", "")
    task = SimpleNamespace(functions=(function,), mistakes=())
    x = np.ones(3)
    call = CallRecord(function, Arguments((x,), {}), Outcome(2 * x, None, (), 0.0), {})
    judged = Diagnosis(task, Reference({"f": reference}))
    assert judged.is_off([call])
    assert judged.is_off([call])
    assert len(seen) == replays
