"""A learner, an exercise of the library, submissions of it, and a broker of these tests' own."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
import redis
from django.contrib.auth.models import User
from django.test import Client

from config.celery import app
from config.local.services import valkey_start
from exercises.format.exercise import Exercise as Folder
from exercises.format.loading import exercise_get
from exercises.models import Exercise, ExerciseRevision
from grader.learners import guest_create
from grader.models import Grading, Learner, Submission
from grader.submitting import submission_create
from tests.grader.samples import Submit

SLUG = "newton-decrement"


class Broker:
    """The broker, and what lies in its queues."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = redis.Redis.from_url(url.replace("redis+socket://", "unix://", 1))

    def bells(self, queue: str = "grade.cpu") -> list[int]:
        """Take the gradings that were rung for, oldest first."""
        messages = self._client.lrange(queue, 0, -1)
        self._client.delete(queue)
        return [_grading_id(message) for message in reversed(messages)]  # type: ignore[arg-type]

    def clear(self) -> None:
        self._client.flushall()

    def close(self) -> None:
        self._client.close()


def _grading_id(message: bytes) -> int:
    body = base64.b64decode(json.loads(message)["body"])
    grading_id: int = json.loads(body)[0][0]
    return grading_id


def broker_use(url: str) -> None:
    """Let Celery in this process speak to this broker."""
    app.conf["broker_url"] = url


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Valkey that no other test process hears of."""
    return valkey_start(tmp_path_factory.mktemp("broker"))


@pytest.fixture(autouse=True)
def broker(valkey: str) -> Iterator[Broker]:
    usual = app.conf.broker_url
    broker_use(valkey)
    broker = Broker(valkey)
    broker.clear()
    yield broker
    broker.close()
    broker_use(usual)


@pytest.fixture
def dead_broker(broker: Broker, tmp_path: Path) -> None:
    """A broker that does not answer."""
    broker_use(f"redis+socket://{tmp_path}/nobody.sock")


@pytest.fixture
def folder() -> Folder:
    return exercise_get(SLUG)


@pytest.fixture
def exercise(db: None, folder: Folder) -> Exercise:
    """The exercise of the library, in the catalogue; its statement is not rendered."""
    exercise = Exercise.objects.create(
        id=folder.uuid,
        slug=folder.slug,
        catalogue_number=folder.catalogue_number,
        lesson=folder.lesson,
        title=folder.title,
        summary=folder.summary,
        level=folder.level,
        expected_minutes=folder.expected_minutes,
        concepts=list(folder.concepts),
        prerequisites=list(folder.prerequisites),
        devices=list(folder.devices),
        position=1,
        is_published=False,
    )
    exercise.current_revision = ExerciseRevision.objects.create(
        exercise=exercise,
        number=1,
        content_hash=folder.content_hash,
        statement_html="<p>Write it.</p>",
        starter=folder.starter,
        signature={**msgspec.to_builtins(folder.signature), "text": folder.signatures_text},
        checks=msgspec.to_builtins(folder.checks),
        limits=msgspec.to_builtins(folder.limits),
        max_points=folder.max_points,
    )
    exercise.is_published = True
    exercise.save()
    return exercise


@pytest.fixture
def learner(db: None) -> Learner:
    return Learner.objects.create()


@pytest.fixture
def submit(exercise: Exercise, learner: Learner) -> Submit:
    """Return a function that submits code as the learner."""

    def submit(
        code: str = "pass\n",
        *,
        by: Learner = learner,
        submission_id: UUID | None = None,
        device: str = "cpu",
        scope: str = "all",
    ) -> Submission:
        return submission_create(
            by,
            exercise.slug,
            submission_id=submission_id or uuid4(),
            code=code,
            device=device,
            scope=scope,
        )

    return submit


@pytest.fixture
def grading(submit: Submit) -> Grading:
    """A queued grading."""
    return submit().gradings.get()


@pytest.fixture
def guest(client: Client, db: None) -> Client:
    """A client that sends a guest's bearer token."""
    learner, token = guest_create()
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    client.learner = learner  # type: ignore[attr-defined]
    return client


@pytest.fixture
def account(db: None) -> Learner:
    """A learner with an account."""
    return Learner.objects.create(user=User.objects.create_user("account"))
