"""The operators' site shows every table of lessons, and lets content alone."""

import re
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from courses.models import Answer, CellRun, ContentLoad, Drawing, Note, SectionRead

pytestmark = pytest.mark.django_db

MODELS = [model._meta.model_name for model in apps.get_app_config("courses").get_models()]
LEARNERS = {"note", "sectionread", "answer", "cellrun"}


@pytest.fixture
def rows(notebook_cell, learner):
    """One row at least of every table."""
    Drawing.objects.create(key="a" * 64, svg="<svg/>")
    SectionRead.objects.create(learner=learner, section_id="nw-1.1", read_at="2026-01-01T00:00:00Z")
    Note.objects.create(learner=learner, part_id="newton-1", text="A secret.")
    CellRun.objects.create(id=uuid4(), learner=learner, cell=notebook_cell, rung_at=timezone.now())
    Answer.objects.create(
        event_id=uuid4(),
        learner=learner,
        question_id="nw-1-q1",
        question_revision=1,
        choice=["a"],
        is_correct=True,
        answered_at="2026-01-01T00:00:00Z",
    )


@pytest.mark.parametrize("model", MODELS)
def test_every_table_can_be_listed_searched_and_opened(rows, admin_client, model) -> None:
    address = reverse(f"admin:courses_{model}_changelist")
    listed = admin_client.get(address)
    assert listed.status_code == 200
    for words in (str(uuid4()), "so-3.1", "someone@example.org"):
        assert admin_client.get(address, {"q": words}).status_code == 200
    row = apps.get_model("courses", model).objects.first()
    opened = admin_client.get(reverse(f"admin:courses_{model}_change", args=[row.pk]))
    assert opened.status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_added_or_changed_by_hand(rows, admin_client, model) -> None:
    assert admin_client.get(reverse(f"admin:courses_{model}_add")).status_code == 403
    row = apps.get_model("courses", model).objects.first()
    change = reverse(f"admin:courses_{model}_change", args=[row.pk])
    assert admin_client.post(change, {}).status_code == 403
    delete = admin_client.get(reverse(f"admin:courses_{model}_delete", args=[row.pk]))
    assert delete.status_code == (200 if model in LEARNERS else 403)


def test_a_note_is_private_from_operators_too(rows, admin_client) -> None:
    note = Note.objects.get()
    for address in (
        reverse("admin:courses_note_changelist"),
        reverse("admin:courses_note_change", args=[note.pk]),
    ):
        html = admin_client.get(address).content.decode()
        assert "A secret." not in html
        assert re.search(r"\b9\b", html)


def test_a_question_shows_how_often_it_is_answered_correctly(rows, admin_client) -> None:
    html = admin_client.get(reverse("admin:courses_question_changelist")).content.decode()
    assert "100%" in html


def test_a_load_shows_what_it_changed(rows, admin_client) -> None:
    load = ContentLoad.objects.get()
    html = admin_client.get(
        reverse("admin:courses_contentload_change", args=[load.pk])
    ).content.decode()
    assert "&quot;sections&quot;" in html
