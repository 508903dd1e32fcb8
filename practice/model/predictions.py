"""What was expected before an answer, and how such expectations compare with what came."""

from collections.abc import Callable

import msgspec

from practice.model.items import Facet
from practice.model.parameters import Row
from practice.model.state import Honesty

BINS = 10


class Prediction(msgspec.Struct, frozen=True):
    """What was expected of one concept (or, of a question, of all its concepts) before an answer.

    `features` and `guess` are what it was expected from, with `calibrator.FEATURES` as names.
    `outcome` is the share that was right; `recall` FSRS's own probability, None where new.
    """

    event_id: str
    facet: Facet
    concepts: tuple[str, ...]
    features: Row
    guess: float
    expected: float
    recall: float | None
    outcome: float


Observe = Callable[[Prediction], None]


def honesty_note(honesty: Honesty, expected: float, outcome: float) -> None:
    """Count one prediction and its outcome, both in [0, 1]."""
    place = min(BINS - 1, int(expected * BINS))
    honesty.counts[place] += 1
    honesty.predicted[place] += expected
    honesty.passed[place] += outcome
