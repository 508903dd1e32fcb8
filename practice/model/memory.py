"""The memory of one concept in one facet: FSRS-6 on learner-local days, read at any instant.

py-fsrs gives the constants, and tests hold these formulas against it. Its `review_card` itself
takes 15 µs, most of them for dates and copies, which a fold over 100,000 events cannot spend.
"""

from functools import lru_cache
from math import exp

import msgspec
from fsrs.scheduler import DEFAULT_PARAMETERS, MAX_DIFFICULTY, MIN_DIFFICULTY, STABILITY_MIN

from practice.model.days import DAY_MS, day_index
from practice.model.ratings import AGAIN, EASY, GOOD, HARD

CREDIT_BELOW = 0.95
# As in ts-fsrs, so that the browser agrees; py-fsrs has no upper limit.
STABILITY_MAX_DAYS = 36_500.0


class Fsrs(msgspec.Struct, frozen=True):
    """FSRS's 21 weights, and the constants that follow from them."""

    w: tuple[float, ...]
    decay: float
    factor: float
    easiest: float
    growth: float
    kept: float


@lru_cache(maxsize=16)
def fsrs_of(weights: tuple[float, ...]) -> Fsrs:
    """Return FSRS with these 21 weights."""
    decay = -weights[20]
    return Fsrs(
        weights,
        decay,
        factor=0.9 ** (1 / decay) - 1,
        easiest=_first_difficulty(weights, EASY),
        growth=exp(weights[8]),
        kept=exp(weights[17] * weights[18]),
    )


class Memory(msgspec.Struct, frozen=True, gc=False):
    """What FSRS knows: stability in days, difficulty 1 to 10, and the last review.

    The review is kept twice: as a learner-local day, which FSRS counts by, and as UTC
    milliseconds, from which recall is read.
    """

    stability_days: float
    difficulty: float
    last_day: int
    last_ms: int


def _first_difficulty(w: tuple[float, ...], rating: int) -> float:
    return float(w[4] - exp(w[5] * (rating - 1)) + 1)


DEFAULT_FSRS = fsrs_of(DEFAULT_PARAMETERS)


def curve(elapsed_days: float, stability_days: float, fsrs: Fsrs = DEFAULT_FSRS) -> float:
    """Return the probability of recall after a real number of days.

    Source: the FSRS-6 forgetting curve. py-fsrs counts whole 24-hour blocks, which says 1.0 all
    through the first day; here time is continuous.
    """
    if elapsed_days <= 0.0:
        return 1.0
    return float((1 + fsrs.factor * elapsed_days / stability_days) ** fsrs.decay)


def recall(memory: Memory, t_ms: float, fsrs: Fsrs = DEFAULT_FSRS) -> float:
    """Return the probability of recall at an instant, in UTC milliseconds."""
    return curve((t_ms - memory.last_ms) / DAY_MS, memory.stability_days, fsrs)


def due_ms(memory: Memory, wanted: float = 0.9, fsrs: Fsrs = DEFAULT_FSRS) -> float:
    """Return the instant, in UTC milliseconds, at which recall has fallen to `wanted`."""
    days = memory.stability_days * (wanted ** (1 / fsrs.decay) - 1) / fsrs.factor
    return float(memory.last_ms + days * DAY_MS)


def review(
    memory: Memory | None, rating: int, day: int, t_ms: int, fsrs: Fsrs = DEFAULT_FSRS
) -> Memory:
    """Return the memory after a review on a learner-local day, at an instant of it.

    `memory` is None for a concept never met; `rating` is FSRS's, 1 (Again) to 4 (Easy). A review
    on the day of the last one follows FSRS's same-day rule. Source: FSRS-6, as in py-fsrs 6.3.
    """
    w = fsrs.w
    if memory is None:
        difficulty = _clamped(_first_difficulty(w, rating))
        return Memory(max(w[rating - 1], STABILITY_MIN), difficulty, day, t_ms)
    stability, difficulty = memory.stability_days, memory.difficulty
    gap = day - memory.last_day
    if gap < 1:
        stability = _same_day(w, stability, rating)
    elif rating == AGAIN:
        stability = _forgotten(fsrs, stability, difficulty, curve(gap, stability, fsrs))
    else:
        stability = _recalled(fsrs, stability, difficulty, curve(gap, stability, fsrs), rating)
    stability = min(max(stability, STABILITY_MIN), STABILITY_MAX_DAYS)
    damped = difficulty - (10.0 - difficulty) * w[6] * (rating - 3) / 9.0
    difficulty = _clamped(w[7] * fsrs.easiest + (1 - w[7]) * damped)
    return Memory(stability, difficulty, day, t_ms)


def credited(
    memory: Memory,
    share: float,
    day: int,
    t_ms: int,
    tz_offset_min: int,
    fsrs: Fsrs = DEFAULT_FSRS,
) -> Memory:
    """Return the memory after practice of something that contains the concept.

    `share` is γ·w in [0, 1]: S moves by it towards the stability after Good, recall by it towards
    1, and difficulty stays. Nothing changes within a day of the last review, or while recall is
    at least 0.95. Source: PRACTICE.md, "Implicit credit"; after Skycak's fractional implicit
    repetition (Math Academy).
    """
    if day - memory.last_day < 1:
        return memory
    now = recall(memory, t_ms, fsrs)
    if now >= CREDIT_BELOW:
        return memory
    good = review(memory, GOOD, day, t_ms, fsrs).stability_days
    stability = memory.stability_days + share * (good - memory.stability_days)
    raised = now + share * (1 - now)
    elapsed_days = stability * (raised ** (1 / fsrs.decay) - 1) / fsrs.factor
    last_ms = t_ms - round(elapsed_days * DAY_MS)
    last_day = min(day, day_index(last_ms, tz_offset_min))
    return Memory(stability, memory.difficulty, last_day, last_ms)


def _clamped(difficulty: float) -> float:
    if difficulty < MIN_DIFFICULTY:
        return float(MIN_DIFFICULTY)
    return float(MAX_DIFFICULTY) if difficulty > MAX_DIFFICULTY else difficulty


def _same_day(w: tuple[float, ...], stability: float, rating: int) -> float:
    increase = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    return float(stability * (increase if rating == AGAIN else max(increase, 1.0)))


def _forgotten(fsrs: Fsrs, stability: float, difficulty: float, recalled: float) -> float:
    w = fsrs.w
    long_term = (
        w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp((1 - recalled) * w[14])
    )
    return float(min(long_term, stability / fsrs.kept))


def _recalled(
    fsrs: Fsrs, stability: float, difficulty: float, recalled: float, rating: int
) -> float:
    w = fsrs.w
    factor = w[15] if rating == HARD else w[16] if rating == EASY else 1.0
    gain = (
        fsrs.growth
        * (11 - difficulty)
        * stability ** -w[9]
        * (exp((1 - recalled) * w[10]) - 1)
        * factor
    )
    return float(stability * (1 + gain))
