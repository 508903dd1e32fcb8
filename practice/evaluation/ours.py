"""Our queue as a policy: everything passes through the events and functions of the model."""

import math
from typing import Any

from practice.evaluation.graphs import Graph
from practice.evaluation.policies import Answer, State, Task, fitting
from practice.model import graph as model_graph
from practice.model.calibrator import predict
from practice.model.days import DAY_MS, day_index
from practice.model.events import Event
from practice.model.features import trial_of
from practice.model.folding import step
from practice.model.items import Item
from practice.model.parameters import DEFAULT, Parameters
from practice.model.predictions import Observe
from practice.model.selector import Goal, moment_of, plan_make
from practice.model.state import State as Known
from practice.model.state import state_new

OPTIONS = ["a", "b", "c", "d"]


class Ours:
    """The adapter: answers become events, and the model folds, predicts and chooses."""

    def __init__(
        self,
        graph: Graph,
        seed: int,
        parameters: Parameters = DEFAULT,
        observe: Observe | None = None,
    ) -> None:
        self.parameters, self.observe = parameters, observe
        self.graph = model_graph.Graph(prerequisites=graph.prerequisites, encompasses=graph.edges)
        self.known: Known = state_new(parameters)
        self.answered = 0

    def read(self, concept: str, now: float) -> None:
        """Take no notice: a task is open, so `is_read`, only once its concept was read."""

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Return the model's first choice, or None where it says that nothing gains."""
        tasks = {_item_id(task): task for task in fitting(state, minutes_left)}
        t_ms = _t_ms(now)
        goal = Goal(exam_day=day_index(_t_ms(state.exam_day), 0))
        plan = plan_make(
            [_item(task) for task in tasks.values()],
            self.known,
            self.graph,
            moment_of(day_index(t_ms, 0), t_ms, 0, goal),
            goal,
            minutes=minutes_left,
            parameters=self.parameters,
        )
        return None if plan.done_because else tasks[plan.choices[0].item.id]

    def learn(self, answer: Answer) -> None:
        """Fold the answer's event."""
        event = _event(answer, self.answered)
        step(self.known, event, self.graph, self.parameters, self.observe)
        self.answered += 1

    def predict(self, task: Task, now: float) -> float:
        """Return what the model expects of the task's own concept."""
        item = _item(task)
        trial = trial_of(
            self.known, task.facet, item.concepts, _t_ms(now), item.guess, self.parameters
        )
        return predict(self.known.calibrator(task.facet), trial)


def _item_id(task: Task) -> str:
    return f"{task.concept}/{task.facet}"


def _item(task: Task) -> Item:
    is_question = task.facet == "know"
    return Item(
        id=_item_id(task),
        kind="quiz" if is_question else "exercise",
        title=task.concept,
        url="",
        concepts=(task.concept,),
        minutes=task.minutes,
        facet=task.facet,
        guess=1 / len(OPTIONS) if is_question else 0.0,
    )


def _t_ms(day: float) -> int:
    # The model's day begins at four; a simulated one at midnight.
    return math.floor((day + 4 / 24) * DAY_MS)


def _event(answer: Answer, number: int) -> Event:
    task = answer.task
    payload: dict[str, Any] = {"concepts": [task.concept]}
    if task.facet == "know":
        payload |= {"correct": answer.passed, "question_kind": "single", "options": OPTIONS}
    else:
        payload |= {
            "verdict": "passed" if all(check.passed for check in answer.checks) else "failed",
            "checks": [
                {
                    "id": str(k),
                    "verdict": "passed" if check.passed else "failed",
                    "points": check.weight if check.passed else 0.0,
                    "max_points": check.weight,
                    "concepts": [check.concept],
                }
                for k, check in enumerate(answer.checks)
            ],
        }
    return Event(
        id=str(number),
        device_id="simulated",
        seq=number,
        kind="quiz" if task.facet == "know" else "exercise_result",
        item_id=_item_id(task),
        t_eff_ms=_t_ms(answer.day),
        tz_offset_min=0,
        duration_ms=round(answer.minutes * 60_000),
        payload=payload,
    )
