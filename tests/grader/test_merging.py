"""Signing in moves what the guest did to the account."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client

from grader.learners import SESSION_KEY, guest_create, token_learner_get
from grader.merging import guest_attach
from grader.models import Learner, Submission
from grader.signals import learner_merged
from tests.grader.samples import Submit, someone_waits_for_a_row
from tests.guests import guest_enter

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse battery"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("ada", "ada@example.org", PASSWORD)


@pytest.fixture
def ear() -> Any:
    """Hears of merges, and whether a transaction was open."""
    heard: list[tuple[UUID, UUID, bool]] = []

    def ear(sender: Any, guest_id: UUID, learner_id: UUID, **kwargs: Any) -> None:
        heard.append((guest_id, learner_id, connection.in_atomic_block))

    learner_merged.connect(ear)
    yield heard
    learner_merged.disconnect(ear)


def sign_in(client: Client, guest: Learner) -> None:
    """Sign in through the real form, in the guest's session."""
    guest_enter(client, guest)
    form = {"login": "ada@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", form).status_code == 302


def test_the_first_sign_in_gives_the_guest_to_the_account(
    client: Client, submit: Submit, learner: Learner, user: User, ear: list[Any]
) -> None:
    submission = submit()
    sign_in(client, learner)
    owner = Learner.objects.get()
    assert (owner.pk, owner.user) == (learner.pk, user)
    assert Submission.objects.get() == submission
    assert ear == []
    assert SESSION_KEY not in client.session


def test_a_guest_is_merged_into_the_account_that_has_a_learner(
    client: Client, submit: Submit, learner: Learner, user: User, ear: list[Any]
) -> None:
    owner = Learner.objects.create(user=user)
    own = submit(by=owner)
    moved = submit()
    sign_in(client, learner)
    assert set(owner.submissions.all()) == {own, moved}
    assert Learner.objects.get() == owner
    assert ear == [(learner.pk, owner.pk, True)]
    response = client.get(f"/api/v1/submissions/{moved.pk}")
    assert response.status_code == 200


def test_signing_up_gives_the_guest_to_the_new_account(
    client: Client, submit: Submit, learner: Learner
) -> None:
    submit()
    guest_enter(client, learner)
    form = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/accounts/signup/", form).status_code == 302
    learner.refresh_from_db()
    assert learner.user is not None
    assert learner.user.email == "new@example.org"


def test_a_second_merge_does_nothing(submit: Submit, learner: Learner, user: User) -> None:
    owner = Learner.objects.create(user=user)
    submit()
    guest_attach(learner.pk, user.pk)
    guest_attach(learner.pk, user.pk)
    guest_attach(owner.pk, user.pk)
    assert owner.submissions.count() == 1
    assert Learner.objects.get() == owner


def test_an_account_s_learner_is_never_merged_into_another(learner: Learner, user: User) -> None:
    other = Learner.objects.create(user=User.objects.create_user("eve"))
    guest_attach(other.pk, user.pk)
    other.refresh_from_db()
    assert other.user_id != user.pk


def test_two_tabs_that_sign_in_at_once_merge_once(
    submit: Submit, learner: Learner, user: User, ear: list[Any]
) -> None:
    owner = Learner.objects.create(user=user)
    submit()
    start = threading.Barrier(4)

    def merge(_: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            guest_attach(learner.pk, user.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(merge, range(4)))
    assert len(ear) == 1
    assert owner.submissions.count() == 1


def test_a_submission_under_way_is_moved_too(submit: Submit, learner: Learner, user: User) -> None:
    owner = Learner.objects.create(user=user)
    is_stored, may_commit = threading.Event(), threading.Event()

    def send() -> None:
        try:
            with transaction.atomic():
                submit()
                is_stored.set()
                assert may_commit.wait(timeout=30)
        finally:
            connection.close()

    def merge() -> None:
        try:
            guest_attach(learner.pk, user.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        sending = threads.submit(send)
        assert is_stored.wait(timeout=30)
        merging = threads.submit(merge)
        while not someone_waits_for_a_row():
            assert not merging.done()
        may_commit.set()
        sending.result()
        merging.result()
    assert owner.submissions.count() == 1
    assert Learner.objects.get() == owner


def test_two_guests_that_sign_in_at_once_are_one_account(user: User, submit: Submit) -> None:
    guests = [Learner.objects.create() for _ in range(4)]
    for guest in guests:
        submit(by=guest)
    start = threading.Barrier(4)

    def merge(guest: Learner) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            guest_attach(guest.pk, user.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(merge, guests))
    assert Learner.objects.get(user=user).submissions.count() == 4
    assert not Learner.objects.filter(pk__in=[each.pk for each in guests], user=None).exists()


def test_a_row_that_was_left_behind_fails_the_merge(learner: Learner, user: User) -> None:
    Learner.objects.create(user=user)

    def forgetful(sender: Any, guest_id: UUID, **kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO grader_learnertoken (learner_id, digest, created_at)"
                " VALUES (%s, 'left behind', now())",
                [guest_id],
            )

    learner_merged.connect(forgetful)
    try:
        with pytest.raises(IntegrityError):
            guest_attach(learner.pk, user.pk)
    finally:
        learner_merged.disconnect(forgetful)
    assert Learner.objects.filter(pk=learner.pk).exists()


def test_a_guest_s_token_does_not_open_the_account(user: User) -> None:
    guest, token = guest_create()
    guest_attach(guest.pk, user.pk)
    assert token_learner_get(token) is None


def test_a_sign_in_without_a_guest_makes_no_learner(client: Client, user: User) -> None:
    form = {"login": "ada@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", form).status_code == 302
    assert not Learner.objects.exists()
