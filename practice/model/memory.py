"""The memory of one concept in one facet: FSRS-6 on learner-local days, read at any instant.

py-fsrs gives the constants, and tests hold these formulas against it. Its `review_card` itself
takes 15 µs, most of them for dates and copies, which a fold over 100,000 events cannot spend.
"""

from math import exp

import msgspec
from fsrs.scheduler import DEFAULT_PARAMETERS, MAX_DIFFICULTY, MIN_DIFFICULTY, STABILITY_MIN

from practice.model.days import DAY_MS, day_index
from practice.model.ratings import AGAIN, EASY, GOOD, HARD

W = DEFAULT_PARAMETERS
DECAY = -W[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
EASIEST = W[4] - exp(W[5] * (EASY - 1)) + 1
CREDIT_BELOW = 0.95


class Memory(msgspec.Struct, frozen=True):
    """What FSRS knows: stability in days, difficulty 1 to 10, and the last review.

    The review is kept twice: as a learner-local day, which FSRS counts by, and as UTC
    milliseconds, from which recall is read.
    """

    stability_days: float
    difficulty: float
    last_day: int
    last_ms: int


def curve(elapsed_days: float, stability_days: float) -> float:
    """Return the probability of recall after a real number of days.

    Source: the FSRS-6 forgetting curve. py-fsrs counts whole 24-hour blocks, which says 1.0 all
    through the first day; here time is continuous.
    """
    return float((1 + FACTOR * max(0.0, elapsed_days) / stability_days) ** DECAY)


def recall(memory: Memory, t_ms: float) -> float:
    """Return the probability of recall at an instant, in UTC milliseconds."""
    return curve((t_ms - memory.last_ms) / DAY_MS, memory.stability_days)


def due_ms(memory: Memory, wanted: float = 0.9) -> float:
    """Return the instant, in UTC milliseconds, at which recall has fallen to `wanted`."""
    days = memory.stability_days * (wanted ** (1 / DECAY) - 1) / FACTOR
    return float(memory.last_ms + days * DAY_MS)


def review(memory: Memory | None, rating: int, day: int, t_ms: int) -> Memory:
    """Return the memory after a review on a learner-local day, at an instant of it.

    `memory` is None for a concept never met; `rating` is FSRS's, 1 (Again) to 4 (Easy). A review
    on the day of the last one follows FSRS's same-day rule. Source: FSRS-6, as in py-fsrs 6.3.
    """
    if memory is None:
        difficulty = _clamped(_first_difficulty(rating))
        return Memory(max(W[rating - 1], STABILITY_MIN), difficulty, day, t_ms)
    stability, difficulty = memory.stability_days, memory.difficulty
    gap = day - memory.last_day
    if gap < 1:
        stability = _same_day(stability, rating)
    elif rating == AGAIN:
        stability = _forgotten(stability, difficulty, curve(gap, stability))
    else:
        stability = _recalled(stability, difficulty, curve(gap, stability), rating)
    return Memory(max(stability, STABILITY_MIN), _next_difficulty(difficulty, rating), day, t_ms)


def credited(memory: Memory, share: float, day: int, t_ms: int, tz_offset_min: int) -> Memory:
    """Return the memory after practice of something that contains the concept.

    `share` is γ·w in [0, 1]: S moves by it towards the stability after Good, recall by it towards
    1, and difficulty stays. Nothing changes within a day of the last review, or while recall is
    at least 0.95. Source: PRACTICE.md, "Implicit credit"; after Skycak's fractional implicit
    repetition (Math Academy).
    """
    now = recall(memory, t_ms)
    if day - memory.last_day < 1 or now >= CREDIT_BELOW:
        return memory
    good = review(memory, GOOD, day, t_ms).stability_days
    stability = memory.stability_days + share * (good - memory.stability_days)
    raised = now + share * (1 - now)
    elapsed_days = stability * (raised ** (1 / DECAY) - 1) / FACTOR
    last_ms = t_ms - round(elapsed_days * DAY_MS)
    last_day = min(day, day_index(last_ms, tz_offset_min))
    return Memory(stability, memory.difficulty, last_day, last_ms)


def _first_difficulty(rating: int) -> float:
    return float(W[4] - exp(W[5] * (rating - 1)) + 1)


def _clamped(difficulty: float) -> float:
    return float(min(max(difficulty, MIN_DIFFICULTY), MAX_DIFFICULTY))


def _next_difficulty(difficulty: float, rating: int) -> float:
    damped = difficulty - (10.0 - difficulty) * W[6] * (rating - 3) / 9.0
    return _clamped(W[7] * EASIEST + (1 - W[7]) * damped)


def _same_day(stability: float, rating: int) -> float:
    increase = exp(W[17] * (rating - 3 + W[18])) * stability ** -W[19]
    return float(stability * (increase if rating == AGAIN else max(increase, 1.0)))


def _forgotten(stability: float, difficulty: float, recalled: float) -> float:
    long_term = (
        W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * exp((1 - recalled) * W[14])
    )
    return float(min(long_term, stability / exp(W[17] * W[18])))


def _recalled(stability: float, difficulty: float, recalled: float, rating: int) -> float:
    factor = W[15] if rating == HARD else W[16] if rating == EASY else 1.0
    gain = (
        exp(W[8])
        * (11 - difficulty)
        * stability ** -W[9]
        * (exp((1 - recalled) * W[10]) - 1)
        * factor
    )
    return float(stability * (1 + gain))
