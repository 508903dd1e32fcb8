"""Moves what a guest did to the account that they sign in to."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Q
from django.http import HttpRequest

from grader.drafts import drafts_merge
from grader.learners import SESSION_KEY
from grader.models import Learner, LearnerToken, Submission
from grader.signals import learner_merged


def on_user_logged_in(
    sender: Any, request: HttpRequest | None, user: AbstractBaseUser, **kwargs: Any
) -> None:
    """Give the session's guest to the account."""
    session = getattr(request, "session", None)
    guest_id = session.get(SESSION_KEY) if session is not None else None
    if session is None or guest_id is None:
        return
    guest_attach(UUID(guest_id), user.pk)
    del session[SESSION_KEY]


@transaction.atomic
def guest_attach(guest_id: UUID, user_id: int) -> None:
    """Make the guest the account's learner, or merge it into the one the account has.

    Whoever comes second finds the guest gone or no guest any more, and does nothing.
    """
    get_user_model()._default_manager.select_for_update(no_key=True).get(pk=user_id)
    rows = Learner.objects.select_for_update().filter(Q(pk=guest_id, user=None) | Q(user=user_id))
    learners = {learner.is_guest: learner for learner in rows.order_by("pk")}
    guest, owner = learners.get(True), learners.get(False)
    if guest is None:
        return
    # A token that was handed to a guest must not open an account.
    LearnerToken.objects.filter(learner=guest).delete()
    if owner is None:
        Learner.objects.filter(pk=guest.pk).update(user=user_id, birth_digest="")
        return
    _merge(guest, owner)


def _merge(guest: Learner, owner: Learner) -> None:
    Submission.objects.filter(learner=guest).update(learner=owner)
    drafts_merge(guest.pk, owner.pk)
    learner_merged.send(Learner, guest_id=guest.pk, learner_id=owner.pk)
    # Not the ORM's delete, which cascades: a row that was left behind must fail the merge.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM grader_learner WHERE id = %s", [guest.pk])
