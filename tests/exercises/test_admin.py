"""The operators' site shows the catalogue, and lets it alone."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from exercises.loading import exercises_load
from exercises.models import Exercise, ExerciseRevision

pytestmark = pytest.mark.django_db

LIBRARY = Path(__file__).parents[1] / "courses" / "tree" / "library"


@pytest.fixture(autouse=True)
def loaded(db) -> None:
    exercises_load(LIBRARY, lambda _: "/")


@pytest.mark.parametrize("model", ["exercise", "exerciserevision"])
def test_exercises_and_revisions_can_be_listed_and_searched(admin_client, model) -> None:
    address = reverse(f"admin:exercises_{model}_changelist")
    found = admin_client.get(address, {"q": "newton-step"}).content.decode()
    assert "Newton step" in found
    assert "Newton step" not in admin_client.get(address, {"q": "k-fac"}).content.decode()


def test_the_list_leads_to_an_exercises_revisions_and_submissions(admin_client) -> None:
    listed = admin_client.get(reverse("admin:exercises_exercise_changelist")).content.decode()
    addresses = [
        address
        for address in re.findall(r'href="([^"]+)"', listed)
        if "exercise__id__exact" in address
    ]
    assert len(addresses) == 2
    for address in addresses:
        assert admin_client.get(address.replace("&amp;", "&")).status_code == 200


def test_an_exercise_leads_to_its_revisions(admin_client) -> None:
    exercise, revision = Exercise.objects.get(), ExerciseRevision.objects.get()
    opened = admin_client.get(reverse("admin:exercises_exercise_change", args=[exercise.pk]))
    address = reverse("admin:exercises_exerciserevision_change", args=[revision.pk])
    assert address in opened.content.decode()


def test_a_revision_shows_its_checks_and_leads_to_its_exercise(admin_client) -> None:
    exercise, revision = Exercise.objects.get(), ExerciseRevision.objects.get()
    opened = admin_client.get(
        reverse("admin:exercises_exerciserevision_change", args=[revision.pk])
    ).content.decode()
    assert "Leaves its inputs alone" in opened
    assert "hidden" in opened
    assert reverse("admin:exercises_exercise_change", args=[exercise.pk]) in opened


@pytest.mark.parametrize("model", ["exercise", "exerciserevision"])
def test_nothing_is_added_changed_or_deleted_by_hand(admin_client, model) -> None:
    rows = {"exercise": Exercise, "exerciserevision": ExerciseRevision}[model].objects
    args = [rows.get().pk]
    assert admin_client.get(reverse(f"admin:exercises_{model}_add")).status_code == 403
    for action in ("change", "delete"):
        address = reverse(f"admin:exercises_{model}_{action}", args=args)
        assert admin_client.post(address, {"post": "yes"}).status_code == 403
    assert rows.count() == 1
