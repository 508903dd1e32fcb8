"""The account's and the grader's rows of a learner, as an export tells them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from ninja import Field, Schema

from grader.models import (
    CheckResult,
    Draft,
    Grading,
    GradingEvent,
    Learner,
    LearnerToken,
    Submission,
)
from grader.own_rows import OwnTable

User: Any = get_user_model()


class LearnerRow(Schema):
    """The learner, guest or not."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime


class AccountRow(Schema):
    """The account; its password is stored as a hash, which is not told."""

    email: str
    username: str
    first_name: str
    last_name: str
    date_joined: datetime
    last_login: datetime | None
    is_staff: bool


class EmailAddressRow(Schema):
    """An e-mail address of the account."""

    email: str
    verified: bool
    primary: bool


class TokenRow(Schema):
    """A bearer token was made; the token itself is not stored."""

    created_at: datetime


class SubmissionRow(Schema):
    """Code that was sent."""

    id: UUID
    exercise: str
    exercise_title: str
    revision: Annotated[int, Field(description="The exercise's revision it was written for.")]
    code: str
    device: str
    scope: Annotated[str, Field(description="`public` checks only, or `all`.")]
    created_at: datetime

    @staticmethod
    def resolve_exercise(submission: Submission) -> str:
        return submission.revision.exercise.slug

    @staticmethod
    def resolve_exercise_title(submission: Submission) -> str:
        return submission.revision.exercise.title

    @staticmethod
    def resolve_revision(submission: Submission) -> int:
        return submission.revision.number


class DraftRow(Schema):
    """The draft for an exercise."""

    exercise: str
    text: str
    revision: int
    updated_at: datetime

    @staticmethod
    def resolve_exercise(draft: Draft) -> str:
        return draft.exercise.slug


class GradingRow(Schema):
    """One grading of a submission."""

    submission: Annotated[UUID, Field(description="Its id in `submissions`.")]
    number: int
    state: str
    verdict: str
    points: int | None
    max_points: int | None
    time_s: float | None
    memory_bytes: int | None
    stdout: str
    message: str
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @staticmethod
    def resolve_submission(grading: Grading) -> UUID:
        return grading.submission_id


class CheckResultRow(Schema):
    """The result of one check of a grading."""

    submission: Annotated[UUID, Field(description="Its id in `submissions`.")]
    grading: Annotated[int, Field(description="Its number in `gradings`.")]
    position: int
    check_id: str
    title: str
    verdict: str
    points: int
    max_points: int
    hidden: bool
    message: str
    mistake: Annotated[str, Field(description="The known mistake that was made, if one was.")]
    figures: list[Any]

    @staticmethod
    def resolve_submission(result: CheckResult) -> UUID:
        return result.grading.submission_id

    @staticmethod
    def resolve_grading(result: CheckResult) -> int:
        return result.grading.number


ACCOUNT_TABLES = (
    OwnTable(
        "account",
        "your account: e-mail address, when you joined, when you last signed in",
        User,
        "pk",
        is_of_account=True,
        row=AccountRow,
        is_single=True,
    ),
    OwnTable(
        "email_addresses",
        "e-mail addresses, and whether they are confirmed",
        EmailAddress,
        "user",
        is_of_account=True,
        row=EmailAddressRow,
    ),
    OwnTable(
        "email_confirmations",
        "links for confirming an e-mail address",
        EmailConfirmation,
        "email_address__user",
        is_of_account=True,
        why_not="A link is a secret while it works, and nothing afterwards.",
    ),
    OwnTable(
        "groups",
        "groups of operators",
        User.groups.through,
        "user",
        is_of_account=True,
        why_not="What an operator may do says nothing of them as a learner.",
    ),
    OwnTable(
        "permissions",
        "permissions of operators",
        User.user_permissions.through,
        "user",
        is_of_account=True,
        why_not="What an operator may do says nothing of them as a learner.",
    ),
    OwnTable(
        "operator_log",
        "what an operator changed",
        LogEntry,
        "user",
        is_of_account=True,
        why_not="It tells of other people's rows.",
    ),
)

GRADER_TABLES = (
    OwnTable(
        "learner",
        "your number as a learner, and when you came first and last",
        Learner,
        "pk",
        row=LearnerRow,
        is_single=True,
    ),
    OwnTable(
        "tokens",
        "bearer tokens for the API; only the time that each was made",
        LearnerToken,
        "learner",
        row=TokenRow,
    ),
    OwnTable(
        "drafts",
        "drafts of code",
        Draft,
        "learner",
        row=DraftRow,
        related=("exercise",),
    ),
    OwnTable(
        "submissions",
        "submissions, with their code",
        Submission,
        "learner",
        row=SubmissionRow,
        related=("revision__exercise",),
    ),
    OwnTable(
        "gradings",
        "gradings of your submissions, with their verdicts",
        Grading,
        "submission__learner",
        row=GradingRow,
    ),
    OwnTable(
        "check_results",
        "results of single checks",
        CheckResult,
        "grading__submission__learner",
        row=CheckResultRow,
        related=("grading",),
    ),
    OwnTable(
        "grading_events",
        "steps of gradings",
        GradingEvent,
        "submission__learner",
        why_not="A live stream showed them; the gradings and check results say the same.",
    ),
)

TABLES = (*ACCOUNT_TABLES, *GRADER_TABLES)
