"""The calibrator: honest beforehand, better afterwards."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.model.calibrator import (
    FEATURES,
    RECALL,
    Calibrator,
    Trial,
    learn,
    predict,
    sigmoid,
)
from practice.model.events import Event
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.predictions import Prediction

MakeEvent = Callable[..., Event]
GRAPH = Graph()


def trial(concept: str = "c", *, recalled: float = 1.0, guess: float = 0.0) -> Trial:
    features = [0.0] * len(FEATURES)
    features[0], features[RECALL] = 1.0, recalled
    return Trial((concept,), "item", tuple(features), guess)


def expected(events: list[Event]) -> list[Prediction]:
    found: list[Prediction] = []
    fold(events, GRAPH, observe=found.append)
    return found


def code(event: MakeEvent, verdicts: dict[str, str], day: int = 0) -> Event:
    checks = [{"concepts": [c], "max_points": 1, "verdict": v} for c, v in verdicts.items()]
    return event("exercise_result", "x", day=day, checks=checks, concepts=list(verdicts))


def test_an_answer_never_informs_its_own_prediction(event: MakeEvent) -> None:
    before = [code(event, {"a": "passed", "b": "failed"}), code(event, {"a": "passed"}, day=1)]
    for right in ("passed", "failed"):
        asked = [code(event, {"a": right, "b": right, "d": right}, day=2)]
        last = expected([*before, *asked])[-3:]
        if right == "passed":
            wanted = [prediction.expected for prediction in last]
    assert [prediction.expected for prediction in last] == wanted


def test_the_rows_of_one_answer_do_not_inform_each_other(event: MakeEvent) -> None:
    alone = expected([code(event, {"b": "failed"})])[0]
    behind = expected([code(event, {"a": "passed", "b": "failed"})])[1]
    assert behind.concepts == alone.concepts == ("b",)
    assert behind.expected == alone.expected


def test_what_comes_after_does_not_change_what_was_expected(event: MakeEvent) -> None:
    events = [code(event, {"a": "passed"}, day) for day in range(4)]
    assert expected(events)[:3] == expected(events[:3])


def test_a_newcomer_is_expected_to_be_right_about_every_second_time(event: MakeEvent) -> None:
    asked = event("quiz", "q", part="p", correct=True, concepts=["c"])
    guessed = event("quiz", "q", part="p", correct=True, concepts=["c"], options=list("abcd"))
    assert expected([asked])[0].expected == pytest.approx(0.55, abs=0.01)
    assert expected([guessed])[0].expected == pytest.approx(0.25 + 0.75 * 0.55, abs=0.01)
    assert expected([code(event, {"c": "passed"})])[0].expected == pytest.approx(0.475, abs=0.01)


@given(st.floats(0, 0.5), st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_prediction_lies_between_the_guess_floor_and_one(
    guess: float, answers: list[bool]
) -> None:
    calibrator = Calibrator()
    for answer in answers:
        learn(calibrator, [trial(guess=guess)], [float(answer)])
        assert guess <= predict(calibrator, trial(guess=guess)) <= 1


def test_one_step_follows_the_slope_of_the_likelihood() -> None:
    for outcome in (0.0, 1.0):
        calibrator = Calibrator()
        before = predict(calibrator, trial(guess=0.25))
        learn(calibrator, [trial(guess=0.25)], [outcome])
        after = predict(calibrator, trial(guess=0.25))
        assert (after > before) == (outcome == 1.0)
    # A right answer that may be a guess says less.
    moves = []
    for guess in (0.0, 0.5):
        calibrator = Calibrator()
        learn(calibrator, [trial(guess=guess)], [1.0])
        moves.append(calibrator.weights[0] - Calibrator().weights[0])
    assert moves[0] > moves[1] > 0


def test_it_learns_how_often_a_learner_is_right() -> None:
    rng = random.Random(5)
    calibrator, shares = Calibrator(), []
    for _ in range(600):
        recalled = rng.uniform(-1, 3)
        right = rng.random() < sigmoid(0.5 * recalled - 1.0)
        shares.append(learn(calibrator, [trial(recalled=recalled)], [float(right)])[0] - right)
    assert abs(sum(shares[:100])) > abs(sum(shares[-300:])) / 3
    assert predict(calibrator, trial(recalled=1.0)) == pytest.approx(sigmoid(-0.5), abs=0.08)


def test_who_remembers_better_is_never_less_likely_to_be_right() -> None:
    calibrator = Calibrator()
    for recalled, right in [(3.0, 0.0), (-3.0, 1.0)] * 200:
        learn(calibrator, [trial(recalled=recalled)], [right])
    low, high = (predict(calibrator, trial(recalled=value)) for value in (-1.0, 1.0))
    assert low < high
