"""Erases learners: their accounts, all that they did, and the sessions that are theirs."""

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction

from grader import own_rows
from grader.learners import SESSION_KEY as LEARNER_KEY
from grader.learners import LearnerGoneError
from grader.models import Grading, Learner, Submission
from grader.own_rows import Owners
from grader.progress.events import queue_moved

ROWS_AT_ONCE = 1000


@transaction.atomic
def learners_erase(learner_ids: Collection[UUID], *, are_guests: bool = False) -> None:
    """Erase learners and their accounts; what is being graded is dropped.

    Where `are_guests` was said of them, raises LearnerGoneError for one who has an account by now.

    A row that no app has registered as a learner's makes this fail: nothing is left behind.
    """
    owners = _owners_lock(learner_ids)
    if are_guests and (owners.user_ids or len(owners.learner_ids) < len(learner_ids)):
        raise LearnerGoneError(learner_ids)
    _gradings_hold(owners)
    for table in reversed(own_rows.tables()):
        # Not the ORM's delete, which first loads every row, and then cascades.
        table.rows(owners)._raw_delete(using="default")
    _sessions_end(owners)


@transaction.atomic
def accounts_erase(user_ids: Collection[int]) -> None:
    """Erase accounts and their learners, also those that never did anything."""
    learners = [Learner.objects.get_or_create(user_id=user_id)[0] for user_id in user_ids]
    learners_erase([learner.pk for learner in learners])


def _owners_lock(learner_ids: Collection[UUID]) -> Owners:
    """Hold off everyone who would add a row; accounts first, as a sign-in does."""
    known = Learner.objects.filter(pk__in=learner_ids)
    user_ids = list(known.exclude(user=None).values_list("user", flat=True))
    users = get_user_model()._default_manager.filter(pk__in=user_ids)
    list(users.select_for_update().order_by("pk"))
    learners = known.select_for_update().order_by("pk")
    return Owners(
        learner_ids=[learner.pk for learner in learners],
        user_ids=[learner.user_id for learner in learners if learner.user_id is not None],
    )


def _gradings_hold(owners: Owners) -> None:
    """Wait for workers that write at this moment; those that come later find their claim gone.

    Submissions first: an operator who grades one again holds it. Their lock lets a worker go on
    adding steps until it is done.
    """
    rows = Submission.objects.filter(learner__in=owners.learner_ids)
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    gradings = Grading.objects.filter(submission__learner__in=owners.learner_ids)
    held = gradings.select_for_update(no_key=True, of=("self",)).order_by("pk")
    for queue in {grading.queue for grading in held.only("queue", "state") if grading.is_open}:
        queue_moved(queue)


def _sessions_end(owners: Owners) -> None:
    """Delete the sessions; whose they are stands in their sealed text, so all are read."""
    learner_ids = {str(learner_id) for learner_id in owners.learner_ids}
    user_ids = {str(user_id) for user_id in owners.user_ids}
    ended = []
    for session in Session.objects.iterator(chunk_size=ROWS_AT_ONCE):
        kept = session.get_decoded()
        if kept.get(USER_KEY) in user_ids or kept.get(LEARNER_KEY) in learner_ids:
            ended.append(session.pk)
    Session.objects.filter(pk__in=ended).delete()
