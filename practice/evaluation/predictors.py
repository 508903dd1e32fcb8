"""Who predicts the real logs: the average, SM-2, FSRS, and our model."""

import math

from fsrs import Rating

from practice.evaluation.logs import Trial
from practice.evaluation.spaced import FsrsCards, sm2_recall, sm2_step

SM2_QUALITY = {1: 1, 2: 3, 3: 4, 4: 5}


class Average:
    """The share of all recalls so far that were right."""

    def __init__(self) -> None:
        self.passed, self.answered = 1.0, 2.0

    def start(self, learner: str) -> None:
        """Go on: the average is of all learners."""

    def predict(self, trial: Trial) -> float:
        """Return the average."""
        return self.passed / self.answered

    def learn(self, trial: Trial) -> None:
        """Count what is recall, as what is scored is."""
        self.passed += trial.is_recall and trial.passed
        self.answered += trial.is_recall


class Sm2Curve(Average):
    """SM-2's intervals, read as the time in which recall falls to 0.9; the average where new."""

    def start(self, learner: str) -> None:
        """Forget the cards of the learner before."""
        self.cards: dict[str, tuple[int, float, int, float]] = {}

    def predict(self, trial: Trial) -> float:
        """Return the recall of the curve."""
        known = self.cards.get(trial.concept)
        if known is None:
            return super().predict(trial)
        return sm2_recall(trial.day - known[3], known[2])

    def learn(self, trial: Trial) -> None:
        """Set the next interval."""
        super().learn(trial)
        repetitions, easiness, interval, day = self.cards.get(trial.concept, (0, 2.5, 0, -1.0))
        if math.floor(trial.day) > math.floor(day):
            step = sm2_step(SM2_QUALITY[trial.rating], repetitions, easiness, interval)
            self.cards[trial.concept] = (*step, trial.day)


class FsrsDefault(Average):
    """FSRS-6 with its default parameters, in continuous time; the average where new."""

    def start(self, learner: str) -> None:
        """Forget the cards of the learner before."""
        self.fsrs, self.numbers = FsrsCards(), dict[str, int]()

    def predict(self, trial: Trial) -> float:
        """Return retrievability."""
        number = self.numbers.get(trial.concept)
        known = None if number is None else self.fsrs.recall(number, trial.day)
        return super().predict(trial) if known is None else known

    def learn(self, trial: Trial) -> None:
        """Review the card."""
        super().learn(trial)
        number = self.numbers.setdefault(trial.concept, len(self.numbers))
        self.fsrs.review(number, Rating(trial.rating), trial.day)
