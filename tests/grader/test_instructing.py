"""The pages of validation, for instructors."""

import shutil
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth.models import User
from django.test import Client

from exercises.format.loading import exercise_get
from exercises.validation.records import RECORD
from exercises.validation.rules import Fault, ValidationReport
from grader import validations

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[1] / "exercises" / "fixtures" / "library"
SLUG = "euclidean-norm"
OVERVIEW, MATRIX = "/instructors/exercises/", f"/instructors/exercises/{SLUG}/"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(validations, "LIBRARY", tmp_path)
    return tmp_path


def report_keep(library: Path, *faults: Fault, missed: str = "") -> None:
    """Keep a report in which each mistake is caught by its named check alone."""
    exercise = exercise_get(SLUG, library)
    verdicts = {
        mistake.slug: {
            check.id: "failed"
            if check.id == mistake.caught_by and mistake.slug != missed
            else "passed"
            for check in exercise.checks
        }
        for mistake in exercise.mistakes
    }
    report = ValidationReport(
        SLUG, exercise.content_hash, not faults, list(faults), verdicts, 55, 1.5
    )
    (exercise.folder / RECORD).write_bytes(msgspec.json.encode(report))


@pytest.mark.parametrize("url", [OVERVIEW, MATRIX])
def test_only_staff_sees_validation(client: Client, library: Path, url: str) -> None:
    assert client.get(url).url == f"/admin/login/?next={url}"  # type: ignore[attr-defined]
    client.force_login(User.objects.create_user("someone"))
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("instructor", is_staff=True))
    assert client.get(url).status_code == 200


def test_staff_finds_it_in_the_navigation_and_others_do_not(
    client: Client, admin_client: Client
) -> None:
    assert OVERVIEW in admin_client.get("/exercises/").content.decode()
    assert OVERVIEW not in Client().get("/exercises/").content.decode()


def test_the_overview_lists_every_exercise_with_what_was_found(
    admin_client: Client, library: Path
) -> None:
    report_keep(library)
    page = admin_client.get(OVERVIEW).content.decode()
    assert f'href="{MATRIX}"' in page
    assert page.count("state-valid") == 1
    assert page.count("state-no-report") == len(list(library.glob("*/*/exercise.toml"))) - 1
    assert "<dt>valid</dt><dd>1</dd>" in page
    assert "1.5 s" in page


def test_a_broken_folder_is_named_and_hides_no_other(admin_client: Client, library: Path) -> None:
    path = library / "tensors" / "softmax" / "exercise.toml"
    path.write_text("title = 1\n")
    page = admin_client.get(OVERVIEW).content.decode()
    assert "state-broken" in page
    assert "softmax" in page
    assert page.count("state-no-report") == len(list(library.glob("*/*/exercise.toml"))) - 1


def test_the_matrix_shows_each_verdict_and_marks_the_named_check(
    admin_client: Client, library: Path
) -> None:
    report_keep(library)
    exercise = exercise_get(SLUG, library)
    page = admin_client.get(MATRIX).content.decode()
    assert page.count("cell-caught is-named") == len(exercise.mistakes)
    assert page.count("cell-passed") == len(exercise.mistakes) * (len(exercise.checks) - 1)
    assert page.count("failed, named") == len(exercise.mistakes)
    for mistake in exercise.mistakes:
        assert mistake.slug in page
    for solution in exercise.solutions_correct:
        assert solution.slug in page
    assert "on 20 seeds" in page
    assert "<dt>Runs</dt><dd>55</dd>" in page


def test_a_mistake_that_passed_its_check_and_the_broken_rule_stand_out(
    admin_client: Client, library: Path
) -> None:
    mistake = exercise_get(SLUG, library).mistakes[0]
    fault = Fault("each mistake fails its named check", mistake.slug, "seed 1: `value` passed")
    report_keep(library, fault, missed=mistake.slug)
    page = admin_client.get(MATRIX).content.decode()
    assert page.count("cell-missed is-named") == 1
    assert "state-not-valid" in page
    assert "each mistake fails its named check" in page
    assert "<code>value</code> passed" in page
    assert "1 broken rule<" in admin_client.get(OVERVIEW).content.decode()


def test_without_a_report_the_page_says_how_to_make_one(
    admin_client: Client, library: Path
) -> None:
    page = admin_client.get(MATRIX).content.decode()
    assert f"manage.py validate_exercises {SLUG}" in page
    assert "cell-unknown is-named" in page


def test_an_exercise_that_is_none_is_not_found(admin_client: Client, library: Path) -> None:
    assert admin_client.get("/instructors/exercises/nothing/").status_code == 404
