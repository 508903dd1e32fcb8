"""The pages of exercises and submissions."""

from uuid import uuid4

import pytest
from django.test import Client

from exercises.format.exercise import Check
from exercises.models import Exercise, ExerciseNotebook
from frontend.templatetags.check_rows import NOT_RUN
from grader.grading import grading_run
from grader.judging.deciding import Decision, checks_report
from grader.judging.transcript import Transcript
from grader.models import Grading, Learner
from grader.submitting import submission_replace
from tests.grader.samples import Submit, sample_judge, worker_make
from tests.guests import guest_enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client: Client, learner: Learner) -> Client:
    """A browser in whose session the learner is."""
    return guest_enter(client, learner)


def test_an_exercise_has_its_page(client: Client, exercise: Exercise) -> None:
    response = client.get(f"/exercises/{exercise.slug}/")
    page = response.content.decode()
    assert "<p>Write it.</p>" in page
    assert "newton_decrement(" in page
    assert "512 MiB" in page
    assert "csrftoken" in response.cookies
    assert client.get("/exercises/nothing/").status_code == 404


def test_the_page_shows_earlier_submissions(
    visitor: Client, exercise: Exercise, submit: Submit
) -> None:
    grading_run(submit().gradings.get().pk, worker="w", judge=sample_judge)
    page = visitor.get(f"/exercises/{exercise.slug}/").content.decode()
    assert "Leaves its input alone" in page
    assert "It did not." in page


def test_the_page_shows_the_submission_that_was_asked_for(
    visitor: Client, exercise: Exercise, submit: Submit
) -> None:
    first, last = submit(code="x = 1 < 2\n"), submit(code="x = 2\n")
    url = f"/exercises/{exercise.slug}/"
    assert "x = 2\n</code>" in visitor.get(url).content.decode()
    asked = visitor.get(url, {"submission": str(first.pk)}).content.decode()
    assert "x = 1 &lt; 2\n</code>" in asked
    assert f'href="?submission={last.pk}"' in asked
    assert visitor.get(url, {"submission": "nothing"}).status_code == 200


def test_a_panel_carries_the_code_that_was_sent(visitor: Client, submit: Submit) -> None:
    panel = visitor.get(f"/submissions/{submit(code='x = 3').pk}/panel/").content.decode()
    assert "x = 3</code>" in panel


def test_the_judge_and_the_page_agree_on_what_was_not_run() -> None:
    checks = tuple(Check(name, name, 1, ()) for name in ("first", "second"))
    decision = Decision("timeout", "Too slow.", is_proper=False)
    reports = checks_report(checks, Transcript(("first", "second")), decision)
    assert [report.message.startswith(NOT_RUN) for report in reports] == [False, True]


def test_the_panel_asks_again_until_the_grading_is_done(visitor: Client, submit: Submit) -> None:
    submission = submit()
    url = f"/submissions/{submission.pk}/panel/"
    response = visitor.get(url)
    assert 'hx-trigger="every 1s"' in response.content.decode()
    assert "number 1 in line" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    grading_run(submission.gradings.get().pk, worker="w", judge=sample_judge)
    done = visitor.get(url).content.decode()
    assert "hx-trigger" not in done
    assert "3 of 4 points" in done


def test_the_page_says_where_no_worker_for_a_device_is_up(
    client: Client, exercise: Exercise
) -> None:
    url = f"/exercises/{exercise.slug}/"
    assert "data-device-notice" not in client.get(url).content.decode()
    Exercise.objects.update(devices=["cuda", "cpu"])
    page = client.get(url).content.decode()
    assert "data-device-notice>No GPU grader is up right now." in page
    assert '<option value="cpu" selected>CPU</option>' in page
    worker_make(queue="grade.cuda")
    page = client.get(url).content.decode()
    assert "data-device-notice hidden>" in page
    assert " selected>" not in page


def test_who_waits_for_a_device_without_a_worker_is_told_and_may_choose(
    visitor: Client, exercise: Exercise, submit: Submit
) -> None:
    Exercise.objects.update(devices=["cpu", "cuda"])
    url = f"/submissions/{submit(device='cuda').pk}/panel/"
    panel = visitor.get(url).content.decode()
    assert "No GPU grader is up right now. Your code is kept" in panel
    assert "data-instead" in panel
    worker_make(queue="grade.cuda")
    panel = visitor.get(url).content.decode()
    assert "number 1 in line" in panel
    assert "right now" not in panel
    panel = visitor.get(f"/submissions/{submit(device='cpu').pk}/panel/").content.decode()
    assert "No CPU grader is up right now." in panel
    assert "data-instead" not in panel


def test_a_withdrawn_submission_stays_and_says_why(
    visitor: Client, learner: Learner, exercise: Exercise, submit: Submit
) -> None:
    Exercise.objects.update(devices=["cpu", "cuda"])
    waiting = submit(device="cuda")
    submission_replace(learner, waiting.pk, replacement_id=uuid4(), device="cpu")
    panel = visitor.get(f"/submissions/{waiting.pk}/panel/").content.decode()
    assert "hx-trigger" not in panel
    assert "<strong>Withdrawn</strong>" in panel
    assert "went to CPU instead" in panel
    page = visitor.get(f"/exercises/{exercise.slug}/").content.decode()
    assert ">withdrawn</span>" in page


def test_a_result_of_a_newer_exercise_says_so(
    visitor: Client, exercise: Exercise, submit: Submit
) -> None:
    submission, words = submit(), "Graded with a newer version of this exercise."
    url = f"/submissions/{submission.pk}/panel/"
    grading_run(submission.gradings.get().pk, worker="w", judge=sample_judge)
    assert words not in visitor.get(url).content.decode()
    # As a worker writes it whose folder has changed since the code was sent.
    Grading.objects.update(graded_content_hash="0" * 64)
    assert words in visitor.get(url).content.decode()


def test_a_panel_is_its_learners_alone(client: Client, submit: Submit) -> None:
    assert client.get(f"/submissions/{submit().pk}/panel/").status_code == 404


def test_a_notebook_is_sent_as_a_file_where_there_is_one(
    client: Client, exercise: Exercise
) -> None:
    url = f"/exercises/{exercise.slug}/notebook/"
    assert client.get(url).status_code == 404
    assert url not in client.get(f"/exercises/{exercise.slug}/").content.decode()
    ExerciseNotebook.objects.create(exercise=exercise, text="{}")
    response = client.get(url)
    assert response.content == b"{}"
    assert response["Content-Type"] == "application/x-ipynb+json"
    assert response["Content-Disposition"] == f'attachment; filename="{exercise.slug}.ipynb"'
    assert url in client.get(f"/exercises/{exercise.slug}/").content.decode()
    Exercise.objects.update(is_published=False)
    assert client.get(url).status_code == 404


def test_the_page_carries_the_starter_for_paper(client: Client, exercise: Exercise) -> None:
    page = client.get(f"/exercises/{exercise.slug}/").content.decode()
    assert "print-only" in page
    assert "about 15 min, a guess" in page
