"""What the API says and hears about exercises and submissions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema

VerdictName = Literal[
    "passed", "failed", "error", "timeout", "memory", "output limit", "refused", "internal error"
]


class ProblemOut(Schema):
    """A problem details document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""


class GuestOut(Schema):
    """A new guest. The token is shown this once."""

    learner_id: UUID
    token: str


class CheckInfo(Schema):
    """One check of an exercise."""

    id: str
    title: str
    points: int
    public: bool


class ExerciseSummary(Schema):
    """An exercise in the list."""

    slug: str
    catalogue_number: str
    lesson: str
    title: str
    summary: str
    level: int
    level_learners: Annotated[
        int | None,
        Field(description="How many learners the level comes from; null where it is a guess."),
    ]
    expected_minutes: int
    expected_minutes_learners: Annotated[
        int | None,
        Field(description="How many learners the time comes from; null where it is a guess."),
    ]
    concepts: list[str]
    devices: list[str]
    max_points: int


class ExerciseOut(ExerciseSummary):
    """An exercise with all that is needed to solve it."""

    revision: int
    devices_up: Annotated[
        list[str], Field(description="Those of its devices that a worker is up for.")
    ]
    statement_html: str
    starter: str
    signature: str
    checks: list[CheckInfo]


class SubmissionIn(Schema):
    """A learner's code. `id` is the client's own: the same id twice is one submission."""

    id: UUID
    code: Annotated[str, Field(description="Python, at most 64 KiB of UTF-8.")]
    device: Annotated[str, Field(description="One of the exercise's devices.")] = "cpu"
    scope: Annotated[
        str, Field(description="`public` runs the public checks only, `all` grades it.")
    ] = "all"


class ReplacementIn(Schema):
    """Where to grade the code of a submission that waits. `id` is the new submission's."""

    id: UUID
    device: Annotated[str, Field(description="One of the exercise's devices.")] = "cpu"


class CheckOut(Schema):
    """The result of one check."""

    id: str
    title: str
    verdict: VerdictName
    points: int
    max_points: int
    hidden: bool
    message: str
    mistake: Annotated[str | None, Field(description="The known mistake that was made.")]


class SubmissionOut(Schema):
    """A submission and how its grading stands."""

    id: UUID
    exercise: str
    state: Literal["queued", "running", "done", "withdrawn"]
    verdict: VerdictName | None
    points: int | None
    max_points: int | None
    scope: Literal["public", "all"]
    device: Literal["cpu", "cuda"]
    created_at: datetime
    time_s: float | None
    memory_bytes: int | None
    stdout: str
    message: str
    position: Annotated[int | None, Field(description="Place in line while queued; 1 is next.")]
    has_worker: Annotated[
        bool | None, Field(description="While queued: whether a worker for its device is up.")
    ]
    graded_with_newer: Annotated[
        bool, Field(description="Whether the exercise had changed since the code was sent.")
    ]
    checks: list[CheckOut]
    events_url: Annotated[str, Field(description="A signed address of the live stream.")]


class SubmissionDetail(SubmissionOut):
    """A submission with its code."""

    code: str
