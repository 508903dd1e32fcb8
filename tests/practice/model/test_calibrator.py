"""The calibrator: honest beforehand, better afterwards."""

import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.model.calibrator import (
    Calibrator,
    Trial,
    calibrator_new,
    learn,
    predict,
    sigmoid,
)
from practice.model.events import Event
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.newton import diagonal, newton_step
from practice.model.parameters import DEFAULT
from practice.model.predictions import Prediction

MakeEvent = Callable[..., Event]
GRAPH = Graph()


def trial(
    concept: str = "c", *, recalled: float = 1.0, guess: float = 0.0, slip: float = 0.0
) -> Trial:
    return Trial((concept,), (1.0, 0.0, recalled, 0.0, 0.0, 0.0, 0.0), guess, slip)


def calibrator() -> Calibrator:
    return calibrator_new(DEFAULT.pools.know)


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


def test_of_a_newcomer_is_expected_what_is_true_of_others(event: MakeEvent) -> None:
    asked = event("quiz", "q", part="p", correct=True, concepts=["c"])
    guessed = event("quiz", "q", part="p", correct=True, concepts=["c"], options=list("abcd"))
    know, do = DEFAULT.pools.know, DEFAULT.pools.do
    known, done = (sigmoid(pooled.weights[0] + pooled.weights[1]) for pooled in (know, do))
    assert expected([asked])[0].expected == pytest.approx((1 - know.slip) * known)
    wanted = 0.25 + (0.75 - know.slip) * known
    assert expected([guessed])[0].expected == pytest.approx(wanted)
    assert expected([code(event, {"c": "passed"})])[0].expected == pytest.approx(
        (1 - do.slip) * done
    )


@given(st.floats(0, 0.5), st.floats(0, 0.3), st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_prediction_lies_between_the_guess_floor_and_the_slip_ceiling(
    guess: float, slip: float, answers: list[bool]
) -> None:
    learnt, asked = calibrator(), trial(guess=guess, slip=slip)
    for answer in answers:
        learn(learnt, [asked], [float(answer)])
        assert guess <= predict(learnt, asked) <= 1 - slip
        assert learnt.concepts["c"].variance > 0


def test_one_step_follows_the_slope_of_the_likelihood() -> None:
    for outcome in (0.0, 1.0):
        learnt = calibrator()
        before = predict(learnt, trial(guess=0.25))
        learn(learnt, [trial(guess=0.25)], [outcome])
        after = predict(learnt, trial(guess=0.25))
        assert (after > before) == (outcome == 1.0)
    # A right answer that may be a guess says less.
    moves = []
    for guess in (0.0, 0.5):
        learnt = calibrator()
        learn(learnt, [trial(guess=guess)], [1.0])
        moves.append(learnt.weights[0] - calibrator().weights[0])
    assert moves[0] > moves[1] > 0


def test_it_learns_how_often_a_learner_is_right() -> None:
    rng = random.Random(5)
    learnt, shares = calibrator(), []
    for _ in range(600):
        recalled = rng.uniform(-1, 3)
        right = rng.random() < sigmoid(0.5 * recalled - 1.0)
        shares.append(learn(learnt, [trial(recalled=recalled)], [float(right)])[0] - right)
    assert abs(sum(shares[:100])) > abs(sum(shares[-300:])) / 3
    assert predict(learnt, trial(recalled=1.0)) == pytest.approx(sigmoid(-0.5), abs=0.08)


def test_who_remembers_better_is_never_less_likely_to_be_right() -> None:
    learnt = calibrator()
    for recalled, right in [(3.0, 0.0), (-3.0, 1.0)] * 200:
        learn(learnt, [trial(recalled=recalled)], [right])
    low, high = (predict(learnt, trial(recalled=value)) for value in (-1.0, 1.0))
    assert low < high


@given(st.lists(st.tuples(st.lists(st.floats(-4, 4), min_size=7, max_size=7), st.booleans())))
def test_one_step_is_what_linear_algebra_says(answers: list[tuple[list[float], bool]]) -> None:
    weights, covariance = np.zeros(7), np.eye(7) / 20
    found_weights, found = (0.0,) * 7, diagonal(1 / 20)
    for row, answer in answers:
        x = np.asarray(row)
        spread, slope, information = 0.02, float(answer) - 0.4, 0.2
        damping = 1 + information * (x @ covariance @ x + spread)
        weights = weights + covariance @ x * slope / damping
        moved = covariance @ x
        covariance = covariance - np.outer(moved, moved) * information / damping
        covariance += np.diag(np.where(np.diag(covariance) < 1 / 20, 1e-5, 0.0))
        found_weights, found, found_damping = newton_step(
            found_weights, found, tuple(row), slope, information, spread, 1e-5, 1 / 20
        )
        assert found_damping == pytest.approx(damping)
        assert found_weights == pytest.approx(weights, abs=1e-9)
        assert found == pytest.approx(covariance[np.triu_indices(7)], abs=1e-9)
