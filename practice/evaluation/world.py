"""Forty days of a simulated learner under a policy, and the exam."""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from practice.evaluation.graphs import Graph
from practice.evaluation.learners import ATTEMPTS_KEPT, FACETS, Learner
from practice.evaluation.measures import Calibration
from practice.evaluation.minds import Mind
from practice.evaluation.policies import Answer, Check, Facet, Policy, State, Task

DAYS = 40
READING_DAYS = 30
EXAM_DAY = 60
MINUTES_A_DAY = 15.0
QUESTION_MINUTES = 2.0
EXERCISE_MINUTES = 9.0
OPTIONS = 4
OWN_CHECKS = (2.0, 1.0, 1.0)
# What carries over between the facets of one concept, and what reading leaves in each.
ACROSS = {"know": 0.15, "do": 0.3}
READING = {"know": 2.5, "do": 1.5}
# A check about something not recalled may pass all the same.
CHECK_BY_LUCK = 0.2
QUESTION_TRANSFER = 0.5
MINUTES_A_REAL_DAY = 1440.0


class Outcome(Struct, frozen=True):
    """What became of one learner under one policy.

    `least` is of the true probabilities: no prediction can expect a smaller log loss than theirs.
    """

    exam_recall: float
    minutes: float
    answers: int
    calibration: Calibration
    least: Calibration


def tasks_of(graph: Graph) -> list[Task]:
    """Return one question and one exercise for each concept, in the order of the lessons."""
    minutes = {"know": QUESTION_MINUTES, "do": EXERCISE_MINUTES}
    facets: tuple[Facet, ...] = ("know", "do")
    pairs = [(concept, facet) for concept in graph.concepts for facet in facets]
    return [
        Task(number, concept, facet, minutes[facet])
        for number, (concept, facet) in enumerate(pairs)
    ]


class World:
    """A learner, a memory that is true of that learner, and the tasks."""

    def __init__(self, learner: Learner, mind: Mind) -> None:
        self.learner, self.mind, self.graph = learner, mind, learner.graph
        self.tasks = tasks_of(learner.graph)
        self.attempts = [0] * len(self.tasks)

    def read(self, concept: str, day: float) -> None:
        """Let the learner read about a concept, in the time of the course, not of practice."""
        for facet in FACETS:
            weight = READING[facet] * self._readiness(concept, day)
            self.mind.practise((concept, facet), day, weight, recalled=True)

    def answer(self, task: Task, day: float) -> Answer:
        """Let the learner do a task: first what comes of it, then what it leaves behind."""
        attempt = min(self.attempts[task.number], ATTEMPTS_KEPT - 1)
        self.attempts[task.number] += 1
        draws = iter(self.learner.luck[task.number, attempt])
        minutes = task.minutes * self.learner.speed * float(0.7 + 0.6 * next(draws))
        recalled = bool(next(draws) < self.mind.recall(task.key, day))
        if task.facet == "know":
            luck = next(draws)
            right = luck >= self.learner.slip if recalled else luck < 1 / OPTIONS
            found = Answer(task, day, bool(right), float(right), (), minutes)
            self._practise_across(task, day, {}, QUESTION_TRANSFER)
        else:
            found = self._exercise(task, day, recalled, draws, minutes)
        weight = self._readiness(task.concept, day)
        self.mind.practise(task.key, day, weight, recalled=recalled)
        other = "do" if task.facet == "know" else "know"
        self.mind.practise(
            (task.concept, other), day, ACROSS[task.facet] * weight, recalled=recalled
        )
        return found

    def expected(self, task: Task, day: float) -> float:
        """Return the true expectation of the share that the learner would get right."""
        recall = self.mind.recall(task.key, day)
        if task.facet == "know":
            return recall * (1 - self.learner.slip) + (1 - recall) / OPTIONS
        return recall * (1 - self.learner.slip / 2) + (1 - recall) * CHECK_BY_LUCK

    def exam(self) -> float:
        """Return the mean of the true recall of all concepts in both facets on the exam's day."""
        keys = [(concept, facet) for concept in self.graph.concepts for facet in FACETS]
        return float(np.mean([self.mind.recall(key, EXAM_DAY) for key in keys]))

    def _exercise(
        self,
        task: Task,
        day: float,
        recalled: bool,
        draws: Iterator[float],
        minutes: float,
    ) -> Answer:
        checks = [
            Check(task.concept, weight, self._passes(recalled, next(draws)))
            for weight in OWN_CHECKS
        ]
        won = sum(check.weight for check in checks if check.passed) / sum(OWN_CHECKS)
        known: dict[str, bool] = {}
        for other in self.graph.edges[task.concept]:
            known[other] = bool(next(draws) < self.mind.recall((other, "do"), day))
            checks.append(Check(other, 1.0, self._passes(known[other], next(draws))))
        self._practise_across(task, day, known, 1.0)
        return Answer(task, day, won >= 1, won, tuple(checks), minutes)

    def _passes(self, recalled: bool, draw: float) -> bool:
        return bool(draw >= self.learner.slip / 2 if recalled else draw < CHECK_BY_LUCK)

    def _practise_across(
        self, task: Task, day: float, known: dict[str, bool], factor: float
    ) -> None:
        """Let practice reach the concepts that truly gain from it."""
        for other, weight in self.learner.transfer[task.concept].items():
            self.mind.practise(
                (other, task.facet), day, weight * factor, recalled=known.get(other, True)
            )

    def _readiness(self, concept: str, day: float) -> float:
        """Return the share of an encounter that is taken in: less where prerequisites are weak."""
        needed = self.graph.prerequisites[concept]
        if not needed:
            return 1.0
        known = float(np.mean([self.mind.recall((each, "know"), day) for each in needed]))
        return 0.5 + 0.5 * known


def study(world: World, policy: Policy) -> Outcome:
    """Let a learner read and practise for forty days; return what the exam finds."""
    learner, graph = world.learner, world.graph
    reading = {
        concept: k * READING_DAYS // len(graph.concepts) for k, concept in enumerate(graph.concepts)
    }
    minutes, probabilities, truths, shares = 0.0, [], [], []
    for today in range(DAYS):
        for concept in (name for name, day in reading.items() if day == today):
            world.read(concept, today + learner.start - 0.05)
            policy.read(concept, today + learner.start - 0.05)
        if learner.absent[today]:
            continue
        open_tasks = [task for task in world.tasks if reading[task.concept] <= today]
        spent = 0.0
        while task := policy.next_item(
            State(open_tasks, EXAM_DAY), _clock(today, learner, spent), MINUTES_A_DAY - spent
        ):
            now = _clock(today, learner, spent)
            probabilities.append(policy.predict(task, now))
            truths.append(world.expected(task, now))
            found = world.answer(task, now)
            policy.learn(found)
            shares.append(found.share)
            spent += found.minutes
            open_tasks.remove(task)
        minutes += spent
    said, true = (
        Calibration.of(_array(values), _array(shares)) for values in (probabilities, truths)
    )
    return Outcome(world.exam(), minutes, len(shares), said, true)


def _clock(today: int, learner: Learner, spent_minutes: float) -> float:
    return today + learner.start + spent_minutes / MINUTES_A_REAL_DAY


def _array(values: list[float]) -> NDArray[np.float64]:
    return np.asarray(values, dtype=np.float64)
