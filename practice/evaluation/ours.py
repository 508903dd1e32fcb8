"""Our queue as a policy: everything passes through the events and functions of the model."""

import math

from practice.evaluation.graphs import Graph
from practice.evaluation.policies import Answer, State, Task, fitting
from practice.evaluation.world import EXERCISE_MINUTES, QUESTION_MINUTES
from practice.model.choosing import NEW_CONCEPT_RECALL, Moment, choices, recall
from practice.model.days import DAY_MS, day_index
from practice.model.events import Event
from practice.model.folding import Knowledge, fold
from practice.model.items import Item


class Ours:
    """The adapter: answers become events, and the model folds, predicts and chooses."""

    def __init__(self, graph: Graph, seed: int) -> None:
        self.graph = graph
        self.events: list[Event] = []
        self.known: tuple[int, int, Knowledge] | None = None

    def read(self, concept: str, now: float) -> None:
        """Take no notice: the model does not know of reading yet."""

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Return the model's first choice."""
        tasks = {_item_id(task): task for task in fitting(state, minutes_left)}
        moment = _moment(now)
        ranked = choices(
            [_item(task) for task in tasks.values()],
            self._knowledge(moment),
            {},
            self.graph.prerequisites,
            moment,
            minutes=minutes_left,
        )
        return tasks[ranked[0].item.id] if ranked else None

    def learn(self, answer: Answer) -> None:
        """Append the answer's event."""
        self.events.append(_event(answer, len(self.events)))

    def predict(self, task: Task, now: float) -> float:
        """Return the model's recall."""
        moment = _moment(now)
        known = recall(self._knowledge(moment), task.concept, task.facet, moment)
        return NEW_CONCEPT_RECALL if known is None else known

    def _knowledge(self, moment: Moment) -> Knowledge:
        if self.known is None or self.known[:2] != (len(self.events), moment.day):
            self.known = (len(self.events), moment.day, fold(self.events, moment.day))
        return self.known[2]


def _item_id(task: Task) -> str:
    return f"{task.concept}/{task.facet}"


def _item(task: Task) -> Item:
    return Item(
        id=_item_id(task),
        kind="quiz" if task.facet == "know" else "exercise",
        title=task.concept,
        url="",
        concepts=(task.concept,),
        minutes=QUESTION_MINUTES if task.facet == "know" else EXERCISE_MINUTES,
        facet=task.facet,
    )


def _t_ms(day: float) -> int:
    # The model's day begins at four; a simulated one at midnight.
    return math.floor((day + 4 / 24) * DAY_MS)


def _moment(now: float) -> Moment:
    t_ms = _t_ms(now)
    return Moment(day=day_index(t_ms, 0), t_ms=t_ms, tz_offset_min=0)


def _event(answer: Answer, number: int) -> Event:
    task = answer.task
    payload: dict[str, object] = {"concepts": [task.concept]}
    if task.facet == "know":
        payload |= {"correct": answer.passed, "part": _item_id(task), "slot": "only"}
    else:
        payload |= {
            "verdict": "passed" if answer.passed else "failed",
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
        item_rev="1",
        map_rev="1",
        session_id=str(math.floor(answer.day)),
        t_eff_ms=_t_ms(answer.day),
        tz_offset_min=0,
        duration_ms=round(answer.minutes * 60_000),
        payload=payload,
    )
