"""No answer informs its own prediction, nor an earlier one."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from practice.evaluation.logs import (
    DAY_MS,
    FIRST_MS,
    UNKNOWN,
    Predictor,
    Trial,
    scored,
)
from practice.evaluation.modelled import Modelled
from practice.evaluation.predictors import Average
from practice.evaluation.real import PREDICTORS
from practice.model.events import Event
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.predictions import Prediction

RATINGS = (3, 1, 3, 3, 2, 3, 4, 3, 3, 3, 3, 3)


def log(ratings: tuple[int, ...] = RATINGS) -> list[Trial]:
    return [
        Trial("one", "abc"[k % 3], FIRST_MS + k * DAY_MS, rating, is_recall=True, is_scored=True)
        for k, rating in enumerate(ratings)
    ]


def flipped(place: int) -> list[Trial]:
    trials = log()
    was = trials[place]
    trials[place] = structs.replace(was, rating=3 if was.rating == 1 else 1)
    return trials


@pytest.mark.parametrize("name", PREDICTORS)
@pytest.mark.parametrize("place", range(6))
def test_another_answer_changes_later_predictions_and_neither_its_own_nor_earlier_ones(
    name: str, place: int
) -> None:
    make = PREDICTORS[name]
    said = scored(log(), make(), by_concept=True).predicted
    instead = scored(flipped(place), make(), by_concept=True).predicted
    assert said[: place + 1].tolist() == instead[: place + 1].tolist()
    assert said[place + 1 :].tolist() != instead[place + 1 :].tolist()


def test_a_predictor_is_not_shown_the_answer() -> None:
    seen: list[int] = []

    class Peeking(Average):
        def predict(self, trial: Trial) -> float:
            seen.append(trial.rating)
            return 0.5

    scored(log(), Peeking(), by_concept=True)
    assert seen == [UNKNOWN] * len(RATINGS)


def test_another_learner_starts_without_the_memories_of_the_one_before() -> None:
    def second_prediction(make: Callable[[], Predictor]) -> float:
        trials = [structs.replace(log()[0], learner=learner) for learner in ("one", "two")]
        return float(scored(trials, make(), by_concept=False).predicted[1])

    model = Modelled()
    alone = scored(log()[:1], Modelled(), by_concept=False).predicted[0]
    second_prediction(lambda: model)
    assert model.state.know["a"].last is not None
    assert len(model.state.times) == 1
    # What is handed on is the calibrator alone, so the prediction differs from a fresh one's.
    assert second_prediction(Modelled) != alone


def exercise(number: int, passed: dict[str, bool]) -> Event:
    checks: list[dict[str, Any]] = [
        {
            "verdict": "passed" if is_passed else "failed",
            "max_points": 1,
            "concepts": [concept],
        }
        for concept, is_passed in passed.items()
    ]
    return Event(
        id=str(number),
        device_id="d",
        seq=number,
        kind="exercise_result",
        item_id="item",
        t_eff_ms=FIRST_MS + number * DAY_MS,
        tz_offset_min=0,
        payload={"verdict": "failed", "concepts": ["a"], "checks": checks},
    )


def observed(events: list[Event]) -> list[Prediction]:
    found: list[Prediction] = []
    fold(events, Graph(encompasses={"a": {"b": 0.5, "c": 0.5}}), observe=found.append)
    return found


@pytest.mark.parametrize("concept", ["a", "b", "c"])
def test_rows_of_one_answer_over_several_concepts_do_not_inform_each_other(concept: str) -> None:
    first = exercise(0, {"a": True, "b": True, "c": False})
    outcomes = {"a": True, "b": False, "c": True}
    others = outcomes | {concept: not outcomes[concept]}
    after = exercise(2, outcomes)
    said = observed([first, exercise(1, outcomes), after])
    instead = observed([first, exercise(1, others), after])
    rows = {each.concepts for each in said if each.event_id == "1"}
    assert rows == {("a",), ("b",), ("c",)}
    for one, other in zip(said, instead, strict=True):
        if one.event_id == "1":
            assert one.expected == other.expected
    assert [each.expected for each in said if each.event_id == "2"] != [
        each.expected for each in instead if each.event_id == "2"
    ]
