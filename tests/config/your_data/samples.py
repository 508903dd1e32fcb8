"""A learner with a row in every table that holds learners' rows."""

from datetime import UTC, date, datetime
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from courses.models import Answer, CellRun, Note, NotebookCell, Part, Question, Section, SectionRead
from grader.grading import grading_claim, grading_run
from grader.models import Draft, Learner, LearnerToken
from practice.attempts import attempts_record
from practice.models import AttemptEvent, FoldSnapshot, PracticeSettings
from tests.grader.samples import Submit, sample_judge
from tests.guests import guest_enter

PASSWORD = "correct horse battery"
AT = datetime(2026, 11, 21, tzinfo=UTC)


def learner_make(name: str, submit: Submit, cell: NotebookCell) -> Learner:
    """Return a learner with an account who did everything that can be done."""
    learner = Learner.objects.create(user=_account_make(name))
    LearnerToken.objects.create(learner=learner, digest=f"digest of {name}")
    did_everything(name, learner, submit, cell)
    return learner


def did_everything(name: str, learner: Learner, submit: Submit, cell: NotebookCell) -> None:
    """Give a learner, who may be a guest, a row of each kind."""
    submission = submit(f"# by {name}\n", by=learner)
    grading_run(submission.gradings.get().pk, worker="w", judge=sample_judge)
    Draft.objects.create(
        learner=learner, exercise=submission.revision.exercise, text=f"# a draft by {name}\n"
    )
    part = Part.objects.filter(questions__isnull=False).first()
    section, question = Section.objects.first(), Question.objects.first()
    assert part is not None
    assert section is not None
    assert question is not None
    Note.objects.create(learner=learner, part=part, text=f"Noted by {name}: ∇f = 0 “here”.")
    SectionRead.objects.create(learner=learner, section=section, read_at=AT)
    Answer.objects.create(
        event_id=uuid4(),
        learner=learner,
        question=question,
        question_revision=1,
        choice=[f"chosen by {name}"],
        is_correct=True,
        answered_at=AT,
    )
    CellRun.objects.create(pk=uuid4(), learner=learner, cell=cell, code=f"# {name}", rung_at=AT)
    attempts_record(learner, [_event_make(name)])
    PracticeSettings.objects.create(learner=learner, exam_date=date(2026, 12, 12), minutes_a_day=20)
    FoldSnapshot.objects.create(
        learner=learner,
        revision="r",
        srv_seq=1,
        t_eff_ms=1,
        device_id=uuid4(),
        seq=1,
        state=b"{}",
    )


def under_way(submit: Submit, learner: Learner) -> int:
    """Let a worker have claimed a submission of the learner's; return the grading's id."""
    grading = submit("# under way\n", by=learner).gradings.get()
    assert grading_claim(grading.pk, "w") is not None
    return grading.pk


def signed_in(name: str) -> Client:
    """Return a browser in which the account has signed in through the form."""
    client = Client()
    form = {"login": f"{name}@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", form).status_code == 302
    return client


def _account_make(name: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
    EmailConfirmation.objects.create(email_address=address, key=f"key of {name}", created=AT)
    user.groups.add(Group.objects.get_or_create(name="Operators")[0])
    user.user_permissions.add(Permission.objects.order_by("pk")[0])
    LogEntry.objects.create(
        user=user, content_type=ContentType.objects.order_by("pk")[0], action_flag=1
    )
    return user


def _event_make(name: str) -> AttemptEvent:
    return AttemptEvent(
        id=uuid4(),
        device_id=uuid4(),
        seq=1,
        kind=AttemptEvent.Kind.SKIP,
        item_id=f"skipped by {name}",
        t_client_ms=1,
        tz_offset_min=60,
        clock_offset_ms=0,
    )


def browser_of(guest: Learner) -> Client:
    return guest_enter(Client(), guest)
