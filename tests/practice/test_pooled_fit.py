"""The monthly fit: better numbers are used, worse ones are not."""

import random
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from config.celery import app
from grader.models import Learner
from practice import parameters, pooled_fit
from practice.attempts import now_ms
from practice.freshness import Looked
from practice.model.days import DAY_MS
from practice.model.folding import REVISION
from practice.model.parameters import DEFAULT, parameters_read, parameters_write
from practice.models import AttemptEvent, PooledFit
from practice.parameters import parameters_get
from practice.pooled_fit import pooled_fit_create
from practice.standing import fold_revision, standing_get
from practice.tasks import fit_pooled

pytestmark = pytest.mark.django_db
OPTIONS = ["a", "b", "c", "d"]
GAPS_DAYS = (1, 2, 4, 8, 16)
CONCEPTS = ("newton-decrement", "bfgs", "l-bfgs")


def answers_store(learner: Learner, chance: float, seed: int) -> None:
    """Store a learner's answers over some months, each right by the same chance."""
    rng = random.Random(seed)
    device_id, day, rows = uuid4(), 200, []
    for number in range(1, 41):
        day -= rng.choice(GAPS_DAYS) if number % len(CONCEPTS) == 0 and day > 20 else 0
        t_ms = now_ms() - day * DAY_MS + number
        concept = CONCEPTS[number % len(CONCEPTS)]
        rows.append(
            AttemptEvent(
                id=uuid4(),
                learner=learner,
                device_id=device_id,
                seq=number,
                kind="quiz",
                item_id=f"q-{concept}-{number}",
                payload={
                    "correct": rng.random() < chance,
                    "concepts": [concept],
                    "options": OPTIONS,
                    "question_kind": "single",
                },
                t_client_ms=t_ms,
                tz_offset_min=0,
                clock_offset_ms=0,
                t_recv_ms=t_ms,
                t_eff_ms=t_ms,
            )
        )
    AttemptEvent.objects.bulk_create(rows)


@pytest.fixture
def few_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pooled_fit, "LEARNERS_NEEDED", 10)


def learners_make(count: int, chance: float) -> None:
    """Make learners of whom every fifth judges."""
    for number in range(count):
        answers_store(Learner.objects.create(pk=UUID(int=number + 5)), chance, seed=number)


@pytest.mark.usefixtures("few_needed")
def test_numbers_that_predict_other_learners_better_are_used_from_then_on() -> None:
    learners_make(60, chance=0.6)
    before = standing_get(None)
    fit_pooled()
    fit = PooledFit.objects.get()
    assert fit.is_used
    assert fit.log_loss_after < fit.log_loss_before - 0.01
    assert (fit.learners_fitted, fit.learners_judged) == (48, 12)
    after = standing_get(None)
    assert after.parameters == parameters_get() == parameters_read(fit.parameters.encode())
    assert after.parameters != before.parameters == DEFAULT
    assert after.state.know_calibrator.weights == after.parameters.pools.know.weights
    assert fold_revision(after.parameters) != fold_revision(DEFAULT)


@pytest.mark.usefixtures("few_needed")
def test_numbers_that_predict_other_learners_worse_are_kept_for_the_record_only() -> None:
    for number in range(20):
        learner = Learner.objects.create(pk=UUID(int=number + 5))
        answers_store(learner, 0.9 if number % 5 == 0 else 0.1, seed=number)
    pooled_fit_create()
    fit = PooledFit.objects.get()
    assert not fit.is_used
    assert fit.log_loss_after > fit.log_loss_before
    assert parameters_get() == DEFAULT


@pytest.mark.usefixtures("few_needed")
def test_judges_of_whom_nothing_was_predicted_change_nothing() -> None:
    learners_make(20, chance=0.6)
    judges = [UUID(int=number) for number in range(5, 25, 5)]
    rows = AttemptEvent.objects.filter(learner__in=judges)
    for row in rows:
        row.payload["concepts"] = []
    AttemptEvent.objects.bulk_update(rows, ["payload"])
    assert pooled_fit_create() is None
    assert not PooledFit.objects.exists()


def test_too_few_learners_change_nothing() -> None:
    learners_make(3, chance=0.35)
    assert pooled_fit_create() is None
    assert not PooledFit.objects.exists()


def test_a_fit_for_another_form_of_the_fold_is_not_used() -> None:
    other = msgspec.structs.replace(DEFAULT, credit=0.25)
    fields = {
        "parameters": parameters_write(other).decode(),
        "learners_fitted": 80,
        "learners_judged": 20,
        "log_loss_before": 0.6,
        "log_loss_after": 0.5,
        "is_used": True,
    }
    PooledFit.objects.create(revision=f"not {REVISION}", **fields)
    assert parameters_get() == DEFAULT
    newest = PooledFit.objects.create(revision=REVISION, **fields)
    assert parameters_get() == other
    newest.delete()
    assert parameters_get() == DEFAULT


def test_a_fit_that_is_deleted_while_it_is_looked_for_is_not_used(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRACTICE_LOOKUPS_KEPT_S = 60
    fit = PooledFit.objects.create(
        revision=REVISION,
        parameters=parameters_write(msgspec.structs.replace(DEFAULT, credit=0.3)).decode(),
        learners_fitted=80,
        learners_judged=20,
        log_loss_before=0.6,
        log_loss_after=0.5,
        is_used=True,
    )
    looked = Looked(lambda: PooledFit.objects.values_list("pk", flat=True).first())
    assert looked.get() == fit.pk
    fit.delete()
    monkeypatch.setattr(parameters, "_newest", looked)
    assert parameters_get() == DEFAULT


def test_it_is_done_once_a_month() -> None:
    entry = app.conf.beat_schedule["pooled-fit"]
    assert entry["task"] == fit_pooled.name
    assert entry["schedule"].day_of_month == {1}
