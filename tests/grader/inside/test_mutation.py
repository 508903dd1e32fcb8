"""What a call changed of its arguments is told by position or name."""

from __future__ import annotations

import numpy as np
import pytest

from grader.inside.mutation import Snapshot


def changed_by(change, *args, **kwargs):
    """Return the names of the arguments that a change mutates, as the solution process tells it."""
    before = Snapshot(args, kwargs)
    change(*args, **kwargs)
    return before.mutated()


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        (lambda x: x.reverse(), ([1, 2],)),
        (lambda x: x.append(x), ([1, 2],)),
        (lambda x: (x.append(x), x.append(x)), ([1, 2],)),
        (lambda x: x.update(a=2), ({"a": 1},)),
        (lambda x: x.__setitem__("a", 1.0), ({"a": 1},)),
        (lambda x: x.resize(4, refcheck=False), (np.zeros(3),)),
        (lambda x: x.__setattr__("shape", (3, 1)), (np.zeros(3),)),
        (lambda x: x.__setitem__(0, np.array([None])), ([np.zeros(1)],)),
        (lambda x: x.__setitem__(0, x[0].copy()), ([np.zeros(1)],)),
        (lambda x: x.__setitem__(0, -0.0), ([0.0],)),
    ],
)
@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")
def test_a_change_is_seen(change, arguments):
    assert changed_by(change, *arguments) == [0]


def test_what_is_only_read_is_not_named():
    array = np.arange(12.0).reshape(3, 4)[::2, 1:]
    nothing = changed_by(
        lambda *args, **kwargs: None, array, [1, "a", float("nan")], n=None, f=len, s=np.float64(1)
    )
    assert nothing == []
    assert changed_by(lambda x, y, *, z: z.append(1), array, 1, z=[]) == ["z"]


def test_a_tensor_in_the_place_of_another_is_seen():
    torch = pytest.importorskip("torch")
    assert changed_by(lambda x: x.set_(torch.ones(3)), torch.zeros(3)) == [0]
    assert changed_by(lambda x: x + 1, torch.zeros(3)) == []
