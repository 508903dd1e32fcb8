"""The memory of one concept in one facet: FSRS on learner-local days, read at any instant."""

from copy import copy

import msgspec
from fsrs import Card, Rating, Scheduler, State

from practice.model.days import day_noon

# FSRS never schedules inside one session, and chance has no place in a fold.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
DECAY = -SCHEDULER.parameters[20]
FACTOR = 0.9 ** (1 / DECAY) - 1


class Memory(msgspec.Struct, frozen=True):
    """What FSRS knows of a concept: stability in days, difficulty 1 to 10, day of last review."""

    stability_days: float
    difficulty: float
    last_day: int

    def recall(self, elapsed_days: float) -> float:
        """Return the probability of recall after a real number of days since the last review.

        Source: FSRS-6 forgetting curve. py-fsrs counts whole 24-hour blocks, which says 1.0 all
        through the first day; here time is continuous.
        """
        return float((1 + FACTOR * max(0.0, elapsed_days) / self.stability_days) ** DECAY)


def review(memory: Memory | None, rating: Rating, day: int) -> Memory:
    """Return the memory after a review on a learner-local day.

    `memory` is None for a concept never met. A review on the same day as the last one follows
    FSRS's same-day rule.
    """
    card = Card(card_id=1)
    if memory is not None:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=memory.stability_days,
            difficulty=memory.difficulty,
            due=day_noon(memory.last_day),
            last_review=day_noon(memory.last_day),
        )
    after, _ = SCHEDULER.review_card(copy(card), rating, review_datetime=day_noon(day))
    if after.stability is None or after.difficulty is None:
        raise ValueError("FSRS returned a card without a state.")
    return Memory(stability_days=after.stability, difficulty=after.difficulty, last_day=day)
