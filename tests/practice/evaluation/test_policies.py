"""The policies that ours is held against."""

import pytest

from practice.evaluation.graphs import graphs_load
from practice.evaluation.policies import Answer, DuePolicy, FixedOrder, Leitner, State
from practice.evaluation.spaced import FsrsDue, FsrsFilling, Sm2
from practice.evaluation.world import EXAM_DAY, tasks_of

FLAT = graphs_load()["flat"]
TASKS = tasks_of(FLAT)[:3]


def answer(number: int, day: float, share: float = 1.0) -> Answer:
    return Answer(TASKS[number], day, share >= 1, share, (), 1.0)


def intervals(policy: DuePolicy, shares: list[float]) -> list[int]:
    found, day = [], 0
    for share in shares:
        policy.learn(answer(0, day + 0.5, share))
        found.append(policy.due[0] - day)
        day = policy.due[0]
    return found


def test_leitner_climbs_its_boxes_and_falls_to_the_first() -> None:
    assert intervals(Leitner(FLAT, 0), [1, 1, 1, 0, 1, 1, 1, 1, 1, 1]) == [
        *(1, 2, 4, 1),
        *(2, 4, 8, 16, 32, 32),
    ]


def test_sm2_waits_one_day_then_six_then_by_its_easiness() -> None:
    assert intervals(Sm2(FLAT, 0), [1, 1, 1, 1, 0, 1, 1]) == [1, 6, 15, 38, 1, 1, 6]
    assert intervals(Sm2(FLAT, 0), [0.8, 0.8, 0.8]) == [1, 6, 13]


def test_fsrs_says_nine_tenths_when_a_card_falls_due() -> None:
    policy = FsrsDue(FLAT, 0)
    policy.learn(answer(0, 0.5))
    policy.learn(answer(0, 5.5))
    due = policy.due[0]
    assert due > 10
    assert policy.predict(TASKS[0], due + 0.5) == pytest.approx(0.9, abs=0.005)
    assert policy.predict(TASKS[0], 5.75) < 1.0


def test_due_only_stops_where_nothing_is_new_or_due_and_filling_goes_on() -> None:
    state = State(TASKS, EXAM_DAY)
    due, filling = FsrsDue(FLAT, 0), FsrsFilling(FLAT, 0)
    for policy in (due, filling):
        assert policy.next_item(state, 0.5, 15.0) == TASKS[0]
        for number, share in enumerate((1.0, 0.8, 1.0)):
            policy.learn(answer(number, 0.5, share))
    assert due.next_item(state, 0.6, 15.0) is None
    chosen = filling.next_item(state, 0.6, 15.0)
    assert chosen == TASKS[1]
    assert chosen.key == (FLAT.concepts[0], "do")


def test_a_policy_leaves_out_what_does_not_fit() -> None:
    state = State(TASKS, EXAM_DAY)
    policy = FixedOrder(FLAT, 0)
    policy.learn(answer(0, 0.5))
    assert policy.next_item(state, 0.5, 15.0) == TASKS[1]
    assert policy.next_item(state, 0.5, 2.0) == TASKS[2]
    assert policy.next_item(state, 0.5, 1.0) is None
