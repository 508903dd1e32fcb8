"""What a call changed of its arguments is told by position or name."""

from __future__ import annotations

import numpy as np
import pytest

from grader.inside.mutation import arguments_digest, mutated_names


def changed_by(change, *args, **kwargs):
    """Return the names of the arguments that a change mutates."""
    before = arguments_digest(args, kwargs)
    change(*args, **kwargs)
    return mutated_names(before, arguments_digest(args, kwargs))


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        (lambda x: x.fill(1), (np.zeros(3),)),
        (lambda x: x[1].fill(1), ([0, np.zeros(3)],)),
        (lambda x: x.reverse(), ([1, 2],)),
        (lambda x: x.append(x), ([1, 2],)),
        (lambda x: x.update(a=2), ({"a": 1},)),
        (lambda x: x.__setitem__("a", 1.0), ({"a": 1},)),
        (lambda x: x.resize(4, refcheck=False), (np.zeros(3),)),
        (lambda x: x.__setitem__(0, np.array([None])), ([np.zeros(1)],)),
        (lambda x: x.__setitem__(0, -0.0), (np.zeros(3),)),
    ],
)
def test_a_change_is_seen(change, arguments):
    assert changed_by(change, *arguments) == [0]


def test_what_is_only_read_is_not_named():
    array = np.arange(12.0).reshape(3, 4)[::2, 1:]
    assert changed_by(lambda *args, **kwargs: None, array, [1, "a"], n=None, f=len) == []
    assert changed_by(lambda x, y, *, z: z.fill(1), array, 1, z=np.zeros(2)) == ["z"]


def test_tensors_are_watched_too():
    torch = pytest.importorskip("torch")
    tensor = torch.zeros(3, dtype=torch.bfloat16)
    assert changed_by(lambda x: x.add_(1), tensor) == [0]
    assert changed_by(lambda x: x + 1, tensor) == []
