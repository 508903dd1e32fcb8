"""Answers kept as JSON, and found again by their inputs."""

import json
from collections import namedtuple
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from exercises.notebooks.keeping import decoded, digest, encoded, is_near
from exercises.notebooks.running import NotRecorded, Recorded

Result = namedtuple("Result", ["x", "count"])


@dataclass
class Found:
    x: Any


def kept(value: Any) -> Any:
    return decoded(json.loads(json.dumps(encoded(value))))


@pytest.mark.parametrize(
    "value",
    [
        np.arange(6.0).reshape(2, 3),
        np.arange(3, dtype=np.float32),
        np.array([1 + 2j]),
        np.array([True, False]),
        np.array(1.5),
        np.empty((0, 3)),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.float64(0.1),
    ],
)
def test_an_array_comes_back_with_every_bit(value: Any) -> None:
    back = kept(value)
    assert type(back) is type(value)
    assert back.dtype == value.dtype
    assert back.shape == value.shape
    assert np.array_equal(back, value)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16, torch.int64])
@pytest.mark.parametrize("shape", [(2, 3), (), (0, 2)])
def test_a_tensor_comes_back_with_its_dtype(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    value = torch.arange(float(np.prod(shape, dtype=int))).reshape(shape).to(dtype)
    back = kept(value)
    assert back.dtype == dtype
    assert torch.equal(back, value)


@pytest.mark.parametrize(
    "value",
    [None, True, 3, 0.1, float("inf"), 1 - 2j, "minimum", (1, [2.5]), {"a": (None,)}],
)
def test_plain_values_come_back(value: Any) -> None:
    assert kept(value) == value
    assert type(kept(value)) is type(value)


def test_fields_can_be_read_as_before() -> None:
    back = kept(Result(np.ones(2), 3))
    assert (back.count, back[1]) == (3, 3)
    assert np.array_equal(back.x, np.ones(2))
    assert kept(Found(2.5)).x == 2.5


@pytest.mark.parametrize("value", [len, iter([]), np.array([object()]), {1: 2}, [lambda: 0]])
def test_what_cannot_be_kept_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        encoded(value)


def test_inputs_are_told_apart_but_not_by_their_rounding() -> None:
    rng = np.random.default_rng(1)
    matrix = rng.standard_normal((5, 5))
    asked = json.loads(json.dumps(digest([[matrix, 0.5], {"m": 3}])))
    assert is_near(digest([[matrix * (1 + 1e-14), 0.5], {"m": 3}]), asked)
    assert not is_near(digest([[matrix.T, 0.5], {"m": 3}]), asked)
    assert not is_near(digest([[matrix * (1 + 1e-4), 0.5], {"m": 3}]), asked)
    assert not is_near(digest([[matrix, 0.5], {"m": 4}]), asked)
    assert not is_near(digest([[matrix, 0.5], {}]), asked)
    assert not is_near(digest([[matrix[:4], 0.5], {"m": 3}]), asked)


def test_nan_and_infinity_are_inputs_too() -> None:
    for value in (np.array([1.0, np.nan]), np.array([np.inf, 2.0])):
        asked = json.loads(json.dumps(digest(value), allow_nan=False))
        assert is_near(digest(value), asked)
        assert not is_near(digest(np.array([1.0, 2.0])), asked)


def test_the_same_inputs_asked_again_get_the_answers_in_their_order() -> None:
    calls = [["reference", digest([[1.0], {}]), encoded(answer)] for answer in ("first", "second")]
    recorded = Recorded("reference", calls)
    assert [recorded(1.0) for _ in range(3)] == ["first", "second", "first"]
    with pytest.raises(NotRecorded):
        recorded(2.0)
    with pytest.raises(NotRecorded):
        Recorded("other", calls)(1.0)


def test_a_recorded_exception_is_raised() -> None:
    calls = [["reference", digest([[0], {}]), ["raise", "LinAlgError", "singular"]]]
    with pytest.raises(np.linalg.LinAlgError, match="singular"):
        Recorded("reference", calls)(0)
