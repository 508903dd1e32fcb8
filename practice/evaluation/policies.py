"""What a policy is, and the simplest ones."""

import math
from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from msgspec import Struct

from practice.evaluation.graphs import Graph

Facet = Literal["know", "do"]


class Task(Struct, frozen=True):
    """One question (facet know) or one coding exercise (facet do) about one concept."""

    number: int
    concept: str
    facet: Facet
    minutes: float

    @property
    def key(self) -> tuple[str, str]:
        """Return the memory that the task is about."""
        return (self.concept, self.facet)


class Check(Struct, frozen=True):
    """One graded property of an exercise, tagged with the concept that it is evidence for."""

    concept: str
    weight: float
    passed: bool


class Answer(Struct, frozen=True):
    """What came of a task on a day, a real number.

    `share` is how much of the task's own concept was right, by weight.
    """

    task: Task
    day: float
    passed: bool
    share: float
    checks: tuple[Check, ...]
    minutes: float


class State(Struct, frozen=True):
    """What every policy may know besides its own past: the tasks that are open, and the exam."""

    open_tasks: Sequence[Task]
    exam_day: int


class Policy(Protocol):
    """Chooses tasks and says how much of each is likely to be right."""

    def read(self, concept: str, now: float) -> None:
        """Note that the learner has read about a concept."""

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Return what to do, or None when there is nothing worth doing today."""

    def learn(self, answer: Answer) -> None:
        """Take an answer into account."""

    def predict(self, task: Task, now: float) -> float:
        """Return what share of a task would be right: of a question, the probability."""


class Recording:
    """What simple policies share: the average so far as prediction, and nothing else."""

    def __init__(self, graph: Graph, seed: int) -> None:
        self.graph = graph
        self.rng = np.random.default_rng([seed, 3])
        self.passed, self.answered = 1.0, 2.0
        self.times: dict[int, int] = {}

    def read(self, concept: str, now: float) -> None:
        """Take no notice."""

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Choose nothing: no practice at all."""
        return None

    def learn(self, answer: Answer) -> None:
        """Count."""
        self.passed += answer.share
        self.answered += 1
        self.times[answer.task.number] = self.times.get(answer.task.number, 0) + 1

    def predict(self, task: Task, now: float) -> float:
        """Return the mean share of all answers so far."""
        return self.passed / self.answered


def fitting(state: State, minutes_left: float) -> list[Task]:
    """Return the open tasks that are expected to fit into the time left."""
    return [task for task in state.open_tasks if task.minutes <= minutes_left]


class FixedOrder(Recording):
    """Goes round all tasks in the order of the lessons."""

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Return the first of those done least often."""
        tasks = fitting(state, minutes_left)
        return min(
            tasks, key=lambda task: (self.times.get(task.number, 0), task.number), default=None
        )


class RandomOrder(Recording):
    """Draws any task that fits."""

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Return any."""
        tasks = fitting(state, minutes_left)
        return tasks[int(self.rng.integers(len(tasks)))] if tasks else None


class DuePolicy(Recording):
    """Does what is new, then what is due, the longest overdue first, then stops.

    New before due is the stronger order here: the other way round, late concepts are starved.
    """

    def __init__(self, graph: Graph, seed: int) -> None:
        super().__init__(graph, seed)
        self.due: dict[int, int] = {}

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Return what is new, else what is due."""
        today = math.floor(now)
        tasks = fitting(state, minutes_left)
        new = [task for task in tasks if task.number not in self.due]
        if new:
            return min(new, key=lambda task: task.number)
        due = [task for task in tasks if self.due[task.number] <= today]
        return min(due, key=lambda task: (self.due[task.number], task.number), default=None)


class Leitner(DuePolicy):
    """Boxes of 1, 2, 4, 8, 16 and 32 days: up one when passed, back to the first when not."""

    BOXES = (1, 2, 4, 8, 16, 32)

    def __init__(self, graph: Graph, seed: int) -> None:
        super().__init__(graph, seed)
        self.box: dict[int, int] = {}

    def learn(self, answer: Answer) -> None:
        """Move the task to its next box."""
        super().learn(answer)
        number = answer.task.number
        above = min(len(self.BOXES) - 1, self.box.get(number, -1) + 1)
        self.box[number] = above if answer.passed else 0
        self.due[number] = math.floor(answer.day) + self.BOXES[self.box[number]]
