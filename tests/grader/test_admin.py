"""The operators' pages of the grader."""

import pytest
from django.contrib import admin
from django.test import Client

from grader.grading import grading_run
from grader.learners import guest_create
from grader.models import Draft, Grading, Learner, LearnerToken, Submission
from tests.grader.conftest import Broker
from tests.grader.samples import Submit, age, sample_judge, worker_make

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = [
    "learner",
    "learnertoken",
    "draft",
    "submission",
    "grading",
    "checkresult",
    "gradingevent",
    "worker",
]


@pytest.fixture
def graded(submit: Submit) -> Submission:
    submission = submit()
    grading_run(submission.gradings.get().pk, worker="w", judge=sample_judge)
    Draft.objects.create(
        learner=submission.learner, exercise=submission.revision.exercise, text="# draft"
    )
    guest_create()
    worker_make("w@host")
    return submission


def act(client: Client, table: str, action: str, key: object) -> str:
    response = client.post(
        f"/admin/grader/{table}/", {"action": action, "_selected_action": [str(key)]}, follow=True
    )
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_listed_searched_and_read(
    admin_client: Client, graded: Submission, table: str
) -> None:
    url = f"/admin/grader/{table}/"
    assert admin_client.get(url, {"q": "x"}).status_code == 200
    page = admin_client.get(url).content.decode()
    assert "field-" in page
    (model,) = (model for model in admin.site._registry if model._meta.model_name == table)
    row = model._default_manager.first()
    assert row is not None
    assert admin_client.get(f"{url}{row.pk}/change/").status_code == 200
    assert admin_client.get(f"{url}add/").status_code == 403


def test_an_operator_sees_which_workers_are_up(admin_client: Client) -> None:
    worker_make("here@host", "grade.cuda")
    age(worker_make("silent@host"), 60)
    page = admin_client.get("/admin/grader/worker/").content.decode()
    rows = {name: page.index(name) for name in ("here@host", "silent@host")}
    assert "icon-yes" in page[rows["here@host"] : rows["silent@host"]]
    assert "grade.cuda" in page
    assert "icon-no" in page[rows["silent@host"] :]


def test_an_operator_can_have_it_graded_again(
    admin_client: Client, graded: Submission, broker: Broker
) -> None:
    broker.bells()
    assert "1 queued" in act(admin_client, "submission", "grade_again", graded.pk)
    second = Grading.objects.get(number=2)
    assert second.state == "queued"
    assert broker.bells() == [second.pk]
    assert "1 not graded yet" in act(admin_client, "submission", "grade_again", graded.pk)
    assert Grading.objects.count() == 2


def test_an_operator_can_ring_again(admin_client: Client, grading: Grading, broker: Broker) -> None:
    broker.bells()
    assert "1 rung" in act(admin_client, "grading", "ring_again", grading.pk)
    assert broker.bells() == [grading.pk]


def test_an_operator_is_told_of_a_dead_broker(
    admin_client: Client, grading: Grading, dead_broker: None
) -> None:
    assert "does not answer" in act(admin_client, "grading", "ring_again", grading.pk)


def test_an_operator_can_erase_a_learner(
    admin_client: Client, graded: Submission, learner: Learner
) -> None:
    url = f"/admin/grader/learner/{learner.pk}/delete/"
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert not Submission.objects.exists()
    assert LearnerToken.objects.count() == 1
