"""A submission is a row first, and a ring after the commit."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from exercises.models import Exercise
from frontend.problems import Problem
from grader.judging.code import CODE_LIMIT_BYTES
from grader.models import (
    Grading,
    GradingEvent,
    Learner,
    RowIsImmutableError,
    Submission,
    Verdict,
)
from grader.submitting import grading_create
from grader.throttling import SUBMISSIONS_PER_ACCOUNT, SUBMISSIONS_PER_GUEST
from tests.grader.conftest import Broker
from tests.grader.samples import Submit, report_make

pytestmark = pytest.mark.django_db(transaction=True)


def refusal(submit: Submit, *args: object, **kwargs: object) -> Problem:
    with pytest.raises(Problem) as caught:
        submit(*args, **kwargs)
    assert not Submission.objects.exists()
    return caught.value


def test_a_submission_is_stored_queued_and_rung(submit: Submit, broker: Broker) -> None:
    submission = submit("x = 1\n", scope="public")
    stored = Submission.objects.get()
    assert (stored.pk, stored.code, stored.scope) == (submission.pk, "x = 1\n", "public")
    grading = Grading.objects.get()
    assert (grading.state, grading.number, grading.queue) == ("queued", 1, "grade.cpu")
    assert GradingEvent.objects.get().data == {"position": 1, "has_worker": False}
    assert broker.bells() == [grading.pk]


def test_the_ring_waits_for_the_commit(submit: Submit, broker: Broker) -> None:
    with transaction.atomic():
        submit()
        assert broker.bells() == []
    assert broker.bells() == [Grading.objects.get().pk]


def test_a_rolled_back_submission_is_not_rung(submit: Submit, broker: Broker) -> None:
    with transaction.atomic():
        submit()
        transaction.set_rollback(True)
    assert broker.bells() == []
    assert not Submission.objects.exists()


def test_a_dead_broker_loses_nothing(submit: Submit, dead_broker: None) -> None:
    submit()
    assert Grading.objects.get().state == "queued"


def test_the_same_id_again_is_the_same_submission(submit: Submit, broker: Broker) -> None:
    submission_id = uuid4()
    first = submit(submission_id=submission_id)
    assert submit(submission_id=submission_id) == first
    assert Grading.objects.count() == 1
    assert len(broker.bells()) == 1


def test_the_same_id_at_the_same_time_is_one_submission(submit: Submit, broker: Broker) -> None:
    submission_id = uuid4()
    start = threading.Barrier(4)

    def send(_: int) -> Submission:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return submit(submission_id=submission_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as senders:
        assert {each.pk for each in senders.map(send, range(4))} == {submission_id}
    assert Grading.objects.count() == 1
    assert len(broker.bells()) == 1


def test_the_same_id_with_other_code_is_a_conflict(submit: Submit) -> None:
    first = submit("x = 1\n")
    with pytest.raises(Problem) as caught:
        submit("x = 2\n", submission_id=first.pk)
    assert caught.value.status == 409


def test_the_same_id_by_someone_else_is_a_conflict(submit: Submit) -> None:
    first = submit()
    with pytest.raises(Problem) as caught:
        submit(by=Learner.objects.create(), submission_id=first.pk)
    assert caught.value.status == 409
    assert Submission.objects.get().learner_id == first.learner_id


def test_code_of_just_64_kib_is_taken(submit: Submit) -> None:
    submit("é" * (CODE_LIMIT_BYTES // 2))
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "status", "word"),
    [
        ("é" * (CODE_LIMIT_BYTES // 2) + "x", 413, "The code has 65 KiB; 64 KiB are allowed."),
        ("", 422, "write your function"),
        ("\ufeff \r\n\t\n", 422, "write your function"),
        ("x\0", 422, "NUL"),
        ("\ud800", 422, "half of a character"),
    ],
)
def test_code_that_is_empty_or_too_long_or_no_text_is_refused(
    submit: Submit, code: str, status: int, word: str
) -> None:
    problem = refusal(submit, code)
    assert problem.status == status
    assert word in problem.detail


def test_a_device_that_the_exercise_does_not_offer_is_refused(submit: Submit) -> None:
    problem = refusal(submit, device="cuda")
    assert (problem.status, problem.detail) == (422, "This exercise runs on cpu, not 'cuda'.")


def test_an_unknown_scope_is_refused(submit: Submit) -> None:
    assert refusal(submit, scope="some").status == 422


def test_an_exercise_that_is_not_published_is_unknown(submit: Submit, exercise: Exercise) -> None:
    Exercise.objects.update(is_published=False)
    assert refusal(submit).status == 404


def test_a_guest_that_was_merged_meanwhile_is_told_to_sign_in(
    submit: Submit, learner: Learner
) -> None:
    Learner.objects.filter(pk=learner.pk).delete()
    assert refusal(submit).status == 401


def test_a_seed_is_the_submissions_own_and_stays(submit: Submit) -> None:
    first, second = submit(), submit()
    seeds = [each.gradings.get().seed for each in (first, second)]
    assert seeds[0] != seeds[1]
    assert all(0 <= seed < 2**63 for seed in seeds)
    first.gradings.update(state=Grading.State.DONE, finished_at=timezone.now(), verdict="failed")
    again = grading_create(first)
    assert (again.number, again.seed) == (2, seeds[0])


def test_an_id_does_not_tell_the_seed(submit: Submit) -> None:
    chosen, seeds = UUID(int=7), set()
    for _ in range(2):
        submission = submit(submission_id=chosen)
        seeds.add(submission.gradings.get().seed)
        submission.delete()
    assert len(seeds) == 2


def test_places_in_line_count_up(submit: Submit) -> None:
    for _ in range(3):
        submit()
    events = GradingEvent.objects.order_by("pk")
    assert [event.data["position"] for event in events] == [1, 2, 3]


def test_a_guest_is_slowed_down(submit: Submit) -> None:
    for _ in range(SUBMISSIONS_PER_GUEST.limit):
        last = submit()
    with pytest.raises(Problem) as caught:
        submit()
    assert caught.value.status == 429
    assert 0 < caught.value.extra["retry_after_s"] <= SUBMISSIONS_PER_GUEST.period_s  # type: ignore[operator]
    assert submit(submission_id=last.pk) == last


def test_an_account_may_submit_more(submit: Submit, learner: Learner, account: Learner) -> None:
    assert SUBMISSIONS_PER_ACCOUNT.limit > SUBMISSIONS_PER_GUEST.limit
    for _ in range(SUBMISSIONS_PER_GUEST.limit + 1):
        submit(by=account)


def test_a_failure_of_ours_is_free_of_charge(submit: Submit) -> None:
    for _ in range(SUBMISSIONS_PER_GUEST.limit):
        grading = submit().gradings.get()
    grading.state, grading.verdict = "done", Verdict.INTERNAL_ERROR
    grading.finished_at = grading.queued_at
    grading.save()
    submit()


def test_grading_again_adds_a_grading_with_the_same_seed(submit: Submit, broker: Broker) -> None:
    from grader.grading import grading_claim, grading_finish

    submission = submit()
    first = submission.gradings.get()
    assert grading_create(submission) == first
    claim = grading_claim(first.pk, "w")
    assert claim is not None
    grading_finish(claim, report_make(), "")
    broker.bells()
    second = grading_create(submission)
    assert (second.number, second.seed, second.state) == (2, first.seed, "queued")
    assert broker.bells() == [second.pk]


def test_a_stored_submission_cannot_be_changed(submit: Submit) -> None:
    submission = submit()
    submission.code = "other"
    with pytest.raises(RowIsImmutableError):
        submission.save()


def test_the_database_refuses_a_result_without_a_verdict(grading: Grading) -> None:
    with pytest.raises(IntegrityError):
        Grading.objects.filter(pk=grading.pk).update(state="done")
