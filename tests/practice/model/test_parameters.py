"""What is chosen or pooled: written, read, refused, and heeded by the fold."""

from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from scipy.optimize import minimize

from practice.evaluation.pooling import predictions_of
from practice.evaluation.simulation import Cell
from practice.model.events import Event
from practice.model.folding import fold, revision_of
from practice.model.graph import Graph
from practice.model.parameters import DEFAULT, parameters_read, parameters_write
from practice.model.pooling import pools_fit
from practice.model.predictions import Prediction
from practice.model.strength import chance_known

MakeEvent = Callable[..., Event]
GRAPH = Graph()
OTHERS = {
    "fsrs_weights": (*DEFAULT.fsrs_weights[:2], 5.0, *DEFAULT.fsrs_weights[3:]),
    "weight_precision": 99.0,
    "concept_precision": 4.0,
    "drift": 0.01,
    "recall_weight_min": 1.0,
    "concept_fade": 0.5,
    "ability_fade": 0.5,
    "pools": msgspec.structs.replace(
        DEFAULT.pools, know=msgspec.structs.replace(DEFAULT.pools.know, slip=0.2)
    ),
}


def test_parameters_survive_being_written() -> None:
    other = msgspec.structs.replace(DEFAULT, **OTHERS)
    for parameters in (DEFAULT, other):
        assert parameters_read(parameters_write(parameters)) == parameters


@pytest.mark.parametrize("name", OTHERS)
def test_other_parameters_make_another_state_of_another_revision(
    name: str, event: MakeEvent
) -> None:
    other = msgspec.structs.replace(DEFAULT, **{name: OTHERS[name]})
    log = [
        event("quiz", f"q{k}", day=k, correct=k != 1, concepts=["c"], options=["x", "y"])
        for k in range(4)
    ]
    assert revision_of(other) != revision_of(DEFAULT)
    assert fold(log, GRAPH, parameters=other) != fold(log, GRAPH)
    t_ms = log[-1].t_eff_ms + 10**9
    chances = [
        chance_known(fold(log, GRAPH, parameters=each), "c", "know", t_ms, each)
        for each in (DEFAULT, other)
    ]
    assert chances[0] != chances[1]


@pytest.mark.parametrize(
    "change",
    [
        {"fsrs_weights": DEFAULT.fsrs_weights[:-1]},
        {"fsrs_weights": (float("nan"), *DEFAULT.fsrs_weights[1:])},
        {"fsrs_weights": (1e9, *DEFAULT.fsrs_weights[1:])},
        {"credit": 1.5},
        {"weight_precision": 0},
        {"pools": {"know": {"weights": [1], "slip": 0}}},
        {"unheard_of": 1},
    ],
)
def test_parameters_that_make_no_sense_are_refused(change: dict[str, object]) -> None:
    written = msgspec.json.decode(parameters_write(DEFAULT)) | change
    with pytest.raises(msgspec.DecodeError):
        parameters_read(msgspec.json.encode(written))


@pytest.fixture(scope="module")
def predictions() -> list[Prediction]:
    cells = [Cell("chain", "ACT-R"), Cell("random", "multiscale")]
    return [
        row
        for cell in cells
        for seed in range(3)
        for row in predictions_of((cell, 200_000 + seed, DEFAULT))
    ]


def test_the_fit_agrees_with_a_general_optimiser(predictions: list[Prediction]) -> None:
    found = pools_fit(predictions, DEFAULT).know
    rows = [row for row in predictions if row.facet == "know"]
    features, guess, outcome = (
        np.asarray([getattr(row, name) for row in rows])
        for name in ("features", "guess", "outcome")
    )
    first = np.asarray(DEFAULT.pools.know.weights)

    def loss(weights: np.ndarray) -> float:
        known = 1 / (1 + np.exp(-features @ weights))
        p = guess + (1 - guess - found.slip) * known
        away = weights - first
        losses = -outcome * np.log(p) - (1 - outcome) * np.log1p(-p)
        return float(losses.sum() + away @ away / 2)

    bounds = [(None, None), (None, None), (DEFAULT.recall_weight_min, None), *[(None, None)] * 4]
    best = minimize(loss, first, bounds=bounds)
    assert loss(np.asarray(found.weights)) == pytest.approx(best.fun, rel=2e-3)


def test_a_facet_without_answers_keeps_its_numbers(predictions: list[Prediction]) -> None:
    rows = [row for row in predictions if row.facet == "know"]
    found = pools_fit(rows, DEFAULT)
    assert found.do == DEFAULT.pools.do
    assert found.know != DEFAULT.pools.know
