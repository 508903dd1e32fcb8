"""The figures of a result are kept with it, and drawn on its page."""

import msgspec
import pytest
from django.test import Client

from exercises.figures.figure import Axis, Figure, Series
from exercises.format.exercise import Exercise as Folder
from grader.grading import grading_run
from grader.judging.report import Report
from grader.models import CheckResult, Learner
from grader.submitting import grading_create
from tests.grader.samples import Submit, report_make
from tests.guests import guest_enter

FIGURE = Figure(
    "Error <of> the iterates",
    Axis("k", 0.0, 4.0),
    Axis("error", 1e-8, 1.0, is_log=True),
    (Series("yours", (0.0, 1.0), (1.0, 0.5)), Series("reference", (0.0, 1.0), (1.0, 0.1))),
)


@pytest.fixture
def visitor(client: Client, learner: Learner) -> Client:
    """A browser in whose session the learner is."""
    return guest_enter(client, learner)


def drawing_judge(exercise: Folder, code: bytes, **asked: object) -> Report:
    """Report one figure with the first check."""
    report = report_make()
    first, *others = report.checks
    checks = [msgspec.structs.replace(first, figures=(FIGURE,)), *others]
    return msgspec.structs.replace(report, checks=checks)


def test_a_figure_is_drawn_in_the_panel_and_on_the_page(visitor: Client, submit: Submit) -> None:
    submission = submit()
    grading_run(submission.gradings.get().pk, worker="w", judge=drawing_judge)
    for url in (f"/submissions/{submission.pk}/panel/", "/exercises/newton-decrement/"):
        page = visitor.get(url).content.decode()
        assert page.count('<svg class="plot"') == 1
        assert '<title id="figure-1-1-title">Error &lt;of&gt; the iterates</title>' in page
        assert "<td>0.5</td>" in page
        assert page.count('class="plot-key"') == 2


def test_figures_are_not_in_events_and_not_in_the_api(visitor: Client, submit: Submit) -> None:
    submission = submit()
    grading = submission.gradings.get()
    grading_run(grading.pk, worker="w", judge=drawing_judge)
    assert all("figures" not in str(event.data) for event in grading.events.all())
    answer = visitor.get(f"/api/v1/submissions/{submission.pk}").json()
    assert "figures" not in str(answer)


def test_a_regrading_shows_its_own_figures_only(visitor: Client, submit: Submit) -> None:
    submission = submit()
    grading_run(submission.gradings.get().pk, worker="w", judge=drawing_judge)
    second = grading_create(submission)
    grading_run(second.pk, worker="w", judge=drawing_judge)
    assert CheckResult.objects.exclude(figures=[]).count() == 2
    page = visitor.get(f"/submissions/{submission.pk}/panel/").content.decode()
    assert page.count('<svg class="plot"') == 1
