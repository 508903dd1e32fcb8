"""Simulated learners: the same person and the same luck for every policy."""

import numpy as np
import pytest

from practice.evaluation.graphs import graphs_load
from practice.evaluation.learners import KINDS, Learner
from practice.evaluation.minds import ActivationMind
from practice.evaluation.policies import Answer, State, Task
from practice.evaluation.simulation import NONE, OURS, POLICIES, Cell, learner_run
from practice.evaluation.world import DAYS, MINUTES_A_DAY, World, study

CHAIN = graphs_load()["chain"]


def world_of(seed: int = 0) -> World:
    learner = Learner(CHAIN, seed, DAYS)
    return World(learner, ActivationMind(learner))


def test_the_nth_attempt_at_a_task_has_the_same_luck_whatever_was_done_before() -> None:
    first, second = world_of(), world_of()
    task, other = first.tasks[1], first.tasks[20]
    second.answer(other, 1.0)
    for day in (2.0, 3.0):
        assert first.answer(task, day).minutes == second.answer(task, day).minutes
    assert first.answer(task, 4.0).minutes != first.answer(task, 5.0).minutes


def test_a_learner_is_the_same_in_every_run_and_another_for_another_seed() -> None:
    cell = Cell("chain", "multiscale")
    once, again = (learner_run(cell, 3, [NONE, OURS]) for _ in range(2))
    assert once == again
    assert learner_run(cell, 4, [NONE]) != {NONE: once[NONE]}


def test_practice_reaches_what_the_author_said_that_it_encompasses() -> None:
    practised, idle = world_of(), world_of()
    for world in (practised, idle):
        for concept in CHAIN.concepts[:2]:
            world.read(concept, 0.0)
    practised.answer(practised.tasks[3], 5.0)
    for facet in ("know", "do"):
        key = (CHAIN.concepts[1], facet)
        assert practised.mind.recall(key, 10.0) > idle.mind.recall(key, 10.0)
    key = (CHAIN.concepts[0], "do")
    assert practised.mind.recall(key, 10.0) > idle.mind.recall(key, 10.0)


def test_what_truly_carries_over_is_not_what_the_author_wrote() -> None:
    weights = [Learner(CHAIN, seed, DAYS).transfer["concept-05"]["concept-04"] for seed in range(9)]
    assert len(set(weights)) == len(weights)
    kinds = [kind.name for kind in KINDS]
    weak = kinds.index("weak transfer")
    assert weights[weak] < np.mean(weights)


@pytest.mark.parametrize("name", POLICIES)
def test_no_policy_plans_more_than_the_minutes_of_a_day(name: str) -> None:
    planned: dict[int, float] = {}
    chosen: list[tuple[int, int]] = []
    policy = POLICIES[name](CHAIN, 0)

    class Watched:
        def __getattr__(self, attribute: str) -> object:
            return getattr(policy, attribute)

        def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
            task = policy.next_item(state, now, minutes_left)
            if task is not None:
                assert task.minutes <= minutes_left <= MINUTES_A_DAY
                chosen.append((int(now), task.number))
            return task

        def read(self, concept: str, now: float) -> None:
            policy.read(concept, now)

        def learn(self, answer: Answer) -> None:
            planned[int(answer.day)] = planned.get(int(answer.day), 0.0) + answer.task.minutes
            policy.learn(answer)

        def predict(self, task: Task, now: float) -> float:
            found = policy.predict(task, now)
            assert 0.0 <= found <= 1.0
            return found

    outcome = study(world_of(), Watched())
    assert len(set(chosen)) == len(chosen) == outcome.answers
    assert (outcome.answers == 0) == (name == NONE)
    assert 0.0 < outcome.exam_recall < 1.0
