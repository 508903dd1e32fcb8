"""A grading has one holder at a time, and only the holder writes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from grader.grading import grading_claim, grading_fail, grading_finish, progress_record
from grader.judging.report import Progress
from grader.leases import Claim, Heartbeat, LeaseLostError, lease_extend
from grader.models import CheckResult, Grading, GradingEvent
from tests.grader.samples import lease_lapse, report_make

pytestmark = pytest.mark.django_db(transaction=True)

# Fewer than the connections that the pool lends.
RACERS = 6
NEWS = Progress("check_started", "value", "Right value", 1, 2)


def claim_take(grading: Grading, worker: str = "first") -> Claim:
    claim = grading_claim(grading.pk, worker)
    assert claim is not None
    return claim


def claims_race(grading: Grading) -> list[Claim]:
    """Claim from several threads at once; return the claims that were granted."""
    start = threading.Barrier(RACERS)

    def race(number: int) -> Claim | None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return grading_claim(grading.pk, f"worker {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as racers:
        return [claim for claim in racers.map(race, range(RACERS)) if claim is not None]


def test_of_many_workers_one_claims_a_queued_grading(grading: Grading) -> None:
    claims = claims_race(grading)
    assert [claim.token for claim in claims] == [1]
    grading.refresh_from_db()
    assert grading.state == "running"
    assert grading.worker.startswith("worker ")
    assert GradingEvent.objects.filter(grading=grading, kind="started").count() == 1


def test_of_many_workers_one_claims_a_grading_whose_lease_has_lapsed(grading: Grading) -> None:
    claim_take(grading)
    lease_lapse(grading)
    assert [claim.token for claim in claims_race(grading)] == [2]


def test_a_grading_under_a_lease_cannot_be_claimed(grading: Grading) -> None:
    claim_take(grading)
    assert grading_claim(grading.pk, "second") is None


def test_a_grading_that_is_done_cannot_be_claimed(grading: Grading) -> None:
    grading_finish(claim_take(grading), report_make(), "")
    assert grading_claim(grading.pk, "second") is None


def test_a_grading_that_is_not_there_cannot_be_claimed(grading: Grading) -> None:
    assert grading_claim(grading.pk + 1, "first") is None


def test_who_lost_the_lease_writes_nothing(grading: Grading) -> None:
    late = claim_take(grading, "late")
    lease_lapse(grading)
    holder = claim_take(grading, "holder")
    events = list(GradingEvent.objects.values_list("pk", flat=True))
    with pytest.raises(LeaseLostError):
        progress_record(late, NEWS)
    with pytest.raises(LeaseLostError):
        grading_finish(late, report_make(), "")
    with pytest.raises(LeaseLostError):
        grading_fail(late, "too late")
    assert not lease_extend(late)
    assert list(GradingEvent.objects.values_list("pk", flat=True)) == events
    assert not CheckResult.objects.exists()
    grading_finish(holder, report_make(), "")
    grading.refresh_from_db()
    assert (grading.verdict, grading.worker) == ("failed", "holder")


def test_a_result_is_written_once(grading: Grading) -> None:
    claim = claim_take(grading)
    grading_finish(claim, report_make(), "")
    with pytest.raises(LeaseLostError):
        grading_finish(claim, report_make(), "")
    assert CheckResult.objects.filter(grading=grading).count() == 2
    assert GradingEvent.objects.filter(grading=grading, kind="done").count() == 1


def test_a_lapsed_lease_that_nobody_took_still_counts(grading: Grading) -> None:
    claim = claim_take(grading)
    lease_lapse(grading)
    grading_finish(claim, report_make(), "")
    grading.refresh_from_db()
    assert grading.state == "done"


def test_the_heartbeat_extends_the_lease_and_notices_its_loss(grading: Grading) -> None:
    claim = claim_take(grading)
    lease_lapse(grading)
    assert lease_extend(claim)
    assert grading_claim(grading.pk, "second") is None
    with Heartbeat(claim, interval_s=0.01) as heartbeat:
        Grading.objects.filter(pk=grading.pk).update(fencing_token=claim.token + 1)
        assert heartbeat.lost.wait(timeout=10)
