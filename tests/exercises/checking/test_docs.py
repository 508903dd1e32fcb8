"""docs/checks.md tells authors the truth: each line of it is run, and fails as it says."""

import inspect
import re
from pathlib import Path

import numpy as np
import pytest
import torch

import exercises.checking as checking
from exercises.checking import CheckFailed, Outcome, SolutionRaised, Tolerance
from exercises.checking.tolerances import FLOORS, REASONS
from tests.exercises.checking.conftest import LocalSolution

PAGE = (Path(__file__).parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")
# | `use` | what the learner reads |
ROWS = [
    (use, said.replace("\\|", "|"))
    for use, said in re.findall(r"^\| `([^`]*expect_[^`]*)` \| (.+) \|$", PAGE, re.M)
]
RNG = np.random.default_rng(0)
A = np.array([[4.0, 1.0], [1.0, 3.0]])
VALUES, VECTORS = np.linalg.eigh(A)
X = np.array([1.0, 2.0])


def outcome(value=None, **more):
    fields = {"raised": None, "mutated": (), "seconds": 0.0}
    return Outcome(value, **(fields | more))


def writes(g):
    g[0] = 0.0
    return 2 * g


def waits(g):
    return float(g.sum())


def asked(f):
    solution = LocalSolution(lambda x, grad: grad(x) + grad(x))
    solution(X, f)
    return solution


SCENE = {
    "np": np,
    "X": X,
    "A": A,
    "b": A @ X,
    "tolerance": Tolerance(1e-9, "a few roundings"),
    "step": np.array([1.0, 2.5]),
    "want": X,
    "f": lambda x: 0.5 * x @ A @ x,
    "grad": lambda x: A @ x,
    "values": VALUES * 1.01,
    "vectors": VECTORS,
    "L": np.linalg.cholesky(A),
    "Q": np.eye(2),
    "R": A,
    "points": np.array([[0.0, 0.0], [5.0, 5.0]]),
    "minima": np.array([[0.0, 0.0], [3.0, 2.0]]),
    "G": torch.ones(2, 3),
    "tensor": torch.ones(3, 2),
    "result": outcome(X, aliased=("g",), mutated=("g",), requires_grad=True),
    "state": outcome(X, state_changed=("numpy.random",)),
    "stored": outcome(X, largest_storage_bytes=8 * 2500),
    "refused": outcome(None, raised=SolutionRaised("TypeError", "bad operand", 3)),
    "writing": LocalSolution(writes),
    "solution": LocalSolution(lambda g: np.sum(g if g.strides[0] > 0 else 0 * g)),
    "counted": asked(lambda x: x),
    "slow": LocalSolution(waits, seconds=lambda g: 1e-7 * len(g) ** 2),
    "reference": waits,
    "arguments": lambda rng, n: (rng.standard_normal(n),),
    "value": lambda got, want, g: None,
    "rng": RNG,
    "runs": list(RNG.standard_normal(20) + 3.0),
    "estimate": lambda seed: float(np.random.default_rng(7).standard_normal()),
    "errors": np.array([0.1, 0.05]),
    "steps": np.array([0.1, 0.05]),
} | {name: getattr(checking, name) for name in checking.__all__}


@pytest.mark.parametrize(("use", "said"), ROWS, ids=[use.split("(")[0] for use, _ in ROWS])
def test_the_learner_reads_what_the_page_says(use, said):
    with pytest.raises(CheckFailed) as caught:
        eval(use, dict(SCENE))
    assert str(caught.value) == said


def test_every_expectation_is_on_the_page():
    names = {name for name in checking.__all__ if name.startswith("expect_")}
    assert {name for name in names if f"`{name}(" not in PAGE} == set()


@pytest.mark.parametrize("kind", FLOORS)
def test_every_tolerance_is_on_the_page_with_its_reason(kind):
    row = next(line for line in PAGE.splitlines() if line.startswith(f'| `"{kind}"`'))
    assert REASONS[kind] in row
    for floor in filter(None, FLOORS[kind].values()):
        assert f"{floor:.0e}".replace("e-0", "e-") in row


def test_every_public_function_has_a_docstring():
    for name in checking.__all__:
        thing = getattr(checking, name)
        assert not inspect.isfunction(thing) or thing.__doc__, name
