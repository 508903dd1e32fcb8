"""What the fold knows of a learner. Everything in it can be written as JSON and read again."""

import msgspec

from practice.model.calibrator import Calibrator, calibrator_new
from practice.model.events import Key
from practice.model.memory import Memory
from practice.model.parameters import DEFAULT, Parameters

NEVER = -(2**31)
FAILURES_IN_A_ROW = 2


class Last(msgspec.Struct, frozen=True, gc=False):
    """The last attempt at a concept in one facet: on which day, and how much of it was right."""

    day: int
    item_id: str
    passed: int
    total: int


class Track(msgspec.Struct):
    """One facet of one concept: its memory, and how attempts went of late.

    `before` is the memory before the review of day `day`, so that more of the same day can revise
    it; `ratings` are that day's, by item, and `repeats` those of later attempts at the same items,
    which FSRS counts by its same-day rule. `wins` and `losses` fade with each further attempt.
    """

    memory: Memory | None = None
    before: Memory | None = None
    day: int = NEVER
    reviewed_ms: int = 0
    ratings: dict[str, int] = msgspec.field(default_factory=dict)
    repeats: list[int] = msgspec.field(default_factory=list)
    credited_day: int = NEVER
    wins: float = 0.0
    losses: float = 0.0
    last: Last | None = None

    @property
    def rating(self) -> int:
        """Return the rating of the last day with a review: the lowest of its items; 0 for none."""
        return min(self.ratings.values(), default=0)


class First(msgspec.Struct):
    """The first attempt at an item on the present day, and its rating of each concept."""

    facet: str
    ratings: dict[str, int]
    is_right: bool
    t_ms: int
    part: str = ""
    slot: str = ""
    own_rating: int = 0


class Today(msgspec.Struct):
    """What was done on one learner-local day.

    `parts` hold the items of `firsts` by part of a lesson; `aids` are by item; `claimed` are
    concepts that the learner said to know already, `settled` those attempted after that; `spent_ms`
    is all of the day, `since_code_ms` that since the last coding item; `days_away` whole days since
    the attempt before this day. `last_concepts` are those of the last attempt, or put off since;
    `failed` those of the `failures` attempts in a row that were not passed.
    """

    day: int = NEVER
    firsts: dict[str, First] = msgspec.field(default_factory=dict)
    parts: dict[str, list[str]] = msgspec.field(default_factory=dict)
    aids: dict[str, list[str]] = msgspec.field(default_factory=dict)
    claimed: list[str] = msgspec.field(default_factory=list)
    settled: list[str] = msgspec.field(default_factory=list)
    done: list[str] = msgspec.field(default_factory=list)
    spent_ms: int = 0
    since_code_ms: int = 0
    last_concepts: list[str] = msgspec.field(default_factory=list)
    failed: list[str] = msgspec.field(default_factory=list)
    failures: int = 0
    days_away: int = 0


class Skip(msgspec.Struct, frozen=True):
    """An item put off: on which day, and why: "not now", "too hard" or "known"."""

    day: int
    reason: str


class Honesty(msgspec.Struct):
    """How predictions compared with what came, in ten bins by what was predicted."""

    counts: list[int] = msgspec.field(default_factory=lambda: [0] * 10)
    predicted: list[float] = msgspec.field(default_factory=lambda: [0.0] * 10)
    passed: list[float] = msgspec.field(default_factory=lambda: [0.0] * 10)


class State(msgspec.Struct):
    """All that is known after a log up to `key`, the place of its last event.

    `know` and `do` hold the tracks by concept; `times` how often each question was answered;
    `wins` and `losses` are of all concepts, and fade with each further attempt.
    """

    key: Key | None = None
    voided: list[str] = msgspec.field(default_factory=list)
    know: dict[str, Track] = msgspec.field(default_factory=dict)
    do: dict[str, Track] = msgspec.field(default_factory=dict)
    know_calibrator: Calibrator = msgspec.field(
        default_factory=lambda: calibrator_new(DEFAULT.pools.know)
    )
    do_calibrator: Calibrator = msgspec.field(
        default_factory=lambda: calibrator_new(DEFAULT.pools.do)
    )
    wins: float = 0.0
    losses: float = 0.0
    times: dict[str, int] = msgspec.field(default_factory=dict)
    skips: dict[str, Skip] = msgspec.field(default_factory=dict)
    today: Today = msgspec.field(default_factory=Today)
    last_attempt_ms: int | None = None
    tz_offset_min: int = 0
    honesty: Honesty = msgspec.field(default_factory=Honesty)

    def tracks(self, facet: str) -> dict[str, Track]:
        """Return the tracks of one facet, "know" or "do"."""
        return self.know if facet == "know" else self.do

    def calibrator(self, facet: str) -> Calibrator:
        """Return the calibrator of one facet, "know" or "do"."""
        return self.know_calibrator if facet == "know" else self.do_calibrator


def state_new(parameters: Parameters = DEFAULT) -> State:
    """Return what is known of a learner of whom there is no event."""
    return State(
        know_calibrator=calibrator_new(parameters.pools.know, parameters),
        do_calibrator=calibrator_new(parameters.pools.do, parameters),
    )


def state_write(state: State) -> bytes:
    """Return a state as JSON, in UTF-8."""
    return msgspec.json.encode(state)


def state_read(written: bytes) -> State:
    """Return a state that `state_write` wrote; raise msgspec.DecodeError for anything else."""
    return msgspec.json.decode(written, type=State)
