"""The schedulers of the spaced-repetition world: SM-2, and FSRS by its own library."""

import math
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from practice.evaluation.graphs import Graph
from practice.evaluation.policies import Answer, DuePolicy, State, Task, fitting

HARD_FROM = 0.7


class Sm2(DuePolicy):
    """SM-2 as published by Wozniak (1990); the recall of 0.9 is taken to be reached when due."""

    def __init__(self, graph: Graph, seed: int) -> None:
        super().__init__(graph, seed)
        # By task: repetitions, easiness, interval in days, day of the last answer.
        self.card: dict[int, tuple[int, float, int, float]] = {}

    def learn(self, answer: Answer) -> None:
        """Set the next interval."""
        super().learn(answer)
        number = answer.task.number
        repetitions, easiness, interval, _ = self.card.get(number, (0, 2.5, 0, 0.0))
        repetitions, easiness, interval = sm2_step(quality(answer), repetitions, easiness, interval)
        self.card[number] = (repetitions, easiness, interval, answer.day)
        self.due[number] = math.floor(answer.day) + interval

    def predict(self, task: Task, now: float) -> float:
        """Return the recall that an exponential curve through 0.9 on the due day gives."""
        known = self.card.get(task.number)
        if known is None:
            return super().predict(task, now)
        return sm2_recall(now - known[3], known[2])


def sm2_step(
    grade: int, repetitions: int, easiness: float, interval: int
) -> tuple[int, float, int]:
    """Return repetitions, easiness and interval in days after an answer of quality 0 to 5."""
    if grade < 3:
        return 0, easiness, 1
    following = 1 if repetitions == 0 else 6 if repetitions == 1 else round(interval * easiness)
    easiness = max(1.3, easiness + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))
    return repetitions + 1, easiness, following


def sm2_recall(elapsed_days: float, interval_days: int) -> float:
    """Return the recall some days after an answer, 0.9 when the interval is over."""
    return math.pow(0.9, elapsed_days / max(1, interval_days))


def quality(answer: Answer) -> int:
    """Return SM-2's quality: 4 right, 3 nearly, 1 not."""
    return 4 if answer.share >= 1 else 3 if answer.share >= HARD_FROM else 1


class FsrsCards:
    """FSRS-6 with its default parameters, on whole days, read at any instant."""

    def __init__(self) -> None:
        self.scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self.decay = -self.scheduler.parameters[20]
        self.factor = 0.9 ** (1 / self.decay) - 1
        self.cards: dict[int, Card] = {}
        self.last: dict[int, float] = {}

    def review(self, number: int, rating: Rating, day: float) -> int:
        """Take a rating into account; return the day on which the card is due again."""
        noon = datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=math.floor(day))
        card = self.cards.get(number) or Card(card_id=number + 1)
        self.cards[number], _ = self.scheduler.review_card(card, rating, review_datetime=noon)
        self.last[number] = day
        return math.floor(day) + (self.cards[number].due - noon).days

    def recall(self, number: int, day: float) -> float | None:
        """Return retrievability in continuous time, or None for a card never reviewed."""
        card = self.cards.get(number)
        if card is None or card.stability is None:
            return None
        elapsed = max(0.0, day - self.last[number])
        return float((1 + self.factor * elapsed / card.stability) ** self.decay)


class FsrsDue(DuePolicy):
    """What is new, then what is due by FSRS at a retention of 0.9, then done for the day."""

    def __init__(self, graph: Graph, seed: int) -> None:
        super().__init__(graph, seed)
        self.fsrs = FsrsCards()

    def learn(self, answer: Answer) -> None:
        """Review the card."""
        super().learn(answer)
        rating = {4: Rating.Good, 3: Rating.Hard, 1: Rating.Again}[quality(answer)]
        self.due[answer.task.number] = self.fsrs.review(answer.task.number, rating, answer.day)

    def predict(self, task: Task, now: float) -> float:
        """Return retrievability, or the average so far for a card never reviewed."""
        known = self.fsrs.recall(task.number, now)
        return super().predict(task, now) if known is None else known


class FsrsFilling(FsrsDue):
    """The same, but where FSRS would stop it goes on with the lowest retrievability."""

    def next_item(self, state: State, now: float, minutes_left: float) -> Task | None:
        """Return what is new, else the lowest of what is due, else the lowest of all."""
        tasks = fitting(state, minutes_left)
        today = math.floor(now)
        new = [task for task in tasks if task.number not in self.due]
        if new:
            return min(new, key=lambda task: task.number)
        due = [task for task in tasks if self.due[task.number] <= today]
        return min(
            due or tasks, key=lambda task: (self.predict(task, now), task.number), default=None
        )
