"""What a call does beside its value is observed: aliases, autograd, global state, storage."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

from grader.inside.observing import Observer


def seen(function, *args, watch=(), **kwargs):
    """Return what is observed of a call."""
    observer = Observer(watch)
    with observer.running():
        value = function(*args, **kwargs)
    return observer.finish(args, kwargs, value)


@pytest.mark.parametrize(
    ("function", "names"),
    [
        (lambda x, y, *, z: x, [0]),
        (lambda x, y, *, z: x[1:2], [0]),
        (lambda x, y, *, z: [1, {"a": y[0].T}], [1]),
        (lambda x, y, *, z: (z, x), [0, "z"]),
        (lambda x, y, *, z: x.copy(), []),
        (lambda x, y, *, z: x[:0], []),
        (lambda x, y, *, z: 1.5, []),
    ],
)
def test_a_value_that_shares_memory_names_the_arguments(function, names):
    found = seen(function, np.ones(3), [np.ones((2, 2))], z=np.ones(1))
    assert found.get("aliased", []) == names


def test_interleaved_views_share_nothing():
    base = np.zeros(10)
    assert seen(lambda x: base[1::2], base[::2])["aliased"] == []


def test_tensors_alias_by_their_storage_also_across_libraries():
    torch = pytest.importorskip("torch")
    tensor, array = torch.ones(4), np.ones(4)
    assert seen(lambda x, y: x[2:], tensor, array)["aliased"] == [0]
    assert seen(lambda x, y: torch.from_numpy(y), tensor, array)["aliased"] == [1]
    assert seen(lambda x, y: x + 1, tensor, array)["aliased"] == []


def test_a_value_of_the_autograd_graph_is_observed():
    torch = pytest.importorskip("torch")
    weight = torch.ones(2, requires_grad=True)
    assert seen(lambda: [weight * 2])["requires_grad"]
    assert not seen(lambda x: (x * 2).detach(), weight)["requires_grad"]


def test_a_value_that_holds_itself_has_an_end():
    endless = []
    endless += [endless, endless]
    assert "aliased" not in seen(lambda x: endless, np.ones(2))


STATES = [
    ("numpy.random", np.random.rand),
    ("random", random.random),
    ("the error handling of NumPy", lambda: np.seterr(divide="ignore")),
    ("the print options of NumPy", lambda: np.set_printoptions(precision=3)),
    ("the warning filters", lambda: warnings.simplefilter("always")),
    ("the working directory", lambda: os.chdir("/")),
    ("the environment variables", lambda: os.environ.update(A_NEW_ONE="1")),
]


@pytest.fixture
def restored(monkeypatch):
    """Put global state back afterwards."""
    monkeypatch.setenv("A_NEW_ONE", "0")
    monkeypatch.chdir(Path.cwd())
    with np.errstate(), np.printoptions(), warnings.catch_warnings():
        yield


@pytest.mark.parametrize(("name", "change"), STATES, ids=[name for name, _ in STATES])
def test_a_change_of_global_state_is_named(restored, name, change):
    assert seen(change, watch=["state"])["state_changed"] == [name]
    assert "state_changed" not in seen(change)


def test_a_call_that_leaves_the_state_names_nothing():
    assert seen(lambda: np.random.default_rng(1).random(), watch=["state"])["state_changed"] == []


def test_a_change_of_torchs_state_is_named():
    torch = pytest.importorskip("torch")
    changes = {
        "torch.random": lambda: torch.rand(1),
        "the default dtype of torch": lambda: torch.set_default_dtype(torch.float64),
        "the grad mode of torch": lambda: torch.set_grad_enabled(mode=False),
    }
    try:
        for name, change in changes.items():
            assert seen(change, watch=["state"])["state_changed"] == [name]
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(mode=True)


def test_the_largest_storage_counts_what_was_only_needed_on_the_way():
    torch = pytest.importorskip("torch")
    x = torch.ones(100)
    found = seen(lambda x: (torch.outer(x, x) @ x).sum(), x, watch=["storage"])
    assert found["largest_storage_bytes"] == 40_000
    assert "largest_storage_bytes" not in seen(lambda: x + 1)


def test_tensors_that_stay_alive_are_counted():
    torch = pytest.importorskip("torch")
    kept = []
    gc.collect()

    def call(n):
        cycle = [torch.ones(2)]
        cycle.append(cycle)
        kept.extend(torch.ones(2) for _ in range(n))

    counts = [seen(call, n, watch=["live tensors"])["live_tensors"] for n in (0, 5, 0)]
    assert [count - counts[0] for count in counts] == [0, 5, 5]


def test_tensors_are_counted_only_where_torch_is_loaded(monkeypatch):
    monkeypatch.setattr("grader.inside.observing.torch_loaded", lambda: None)
    assert seen(lambda: None, watch=["live tensors"])["live_tensors"] is None


@pytest.mark.parametrize(
    ("name", "reseed"),
    [("numpy.random", lambda: np.random.seed(1)), ("random", lambda: random.seed(1))],
)
def test_seeding_again_what_an_earlier_call_has_seeded_is_a_change(name, reseed):
    for _ in range(3):
        assert seen(reseed, watch=["state"])["state_changed"] == [name]


def test_seeding_torch_again_is_a_change():
    torch = pytest.importorskip("torch")
    for _ in range(3):
        found = seen(lambda: torch.manual_seed(1), watch=["state"])
        assert found["state_changed"] == ["torch.random"]


def test_generators_that_a_watched_call_left_alone_go_on_as_if_unwatched():
    torch = pytest.importorskip("torch")

    def draw():
        return np.random.random(), random.random(), torch.rand(1).item()

    def seed():
        np.random.seed(3), random.seed(3), torch.manual_seed(3)

    seed()
    drawn = [draw(), draw()]
    seed()
    again = [draw()]
    seen(lambda: np.random.default_rng(5).random(), watch=["state"])
    assert [*again, draw()] == drawn


def test_what_a_watched_call_draws_is_the_same_in_every_process():
    code = """if 1:
        import random, numpy
        from grader.inside.observing import Observer
        numpy.random.seed(0), random.seed(0)
        for _ in range(2):
            Observer(["state"])
            print(numpy.random.random(), random.random())
    """
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(set(runs[0].stdout.split())) == 4


@pytest.mark.parametrize("make", ["sparse", "zero"])
def test_tensors_without_a_storage_share_nothing(make):
    torch = pytest.importorskip("torch")
    makers = {"sparse": lambda x: x.to_sparse(), "zero": lambda x: torch._efficientzerotensor(2)}
    observed = seen(makers[make], torch.ones(2), watch=["storage"])
    assert observed["aliased"] == []
