"""The catalogue: what it lists, in what order, and what its filters leave."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from exercises.models import Exercise, ExerciseFigures, ExerciseRevision
from grader.catalogue import ExerciseRow, catalogue_get
from grader.filters import Facts, Filters, is_wanted, plain
from grader.grading import grading_run
from grader.models import Learner
from tests.grader.samples import Submit, sample_judge
from tests.guests import guest_enter

pytestmark = pytest.mark.django_db

CASES = json.loads((Path(__file__).parents[1] / "frontend" / "filter-cases.json").read_text())
NEWTON, GRADIENT = "second-order-methods", "gradient-descent"


def exercise_make(number: int, **fields: object) -> Exercise:
    """Store an exercise of this number, published."""
    values = {
        "slug": f"exercise-{number}",
        "catalogue_number": f"SO-{number:02}",
        "lesson": NEWTON,
        "title": f"Exercise {number}",
        "summary": "Write it.",
        "level": 2,
        "expected_minutes": 15,
        "concepts": ["newton-step"],
        "devices": ["cpu"],
        "position": number,
        **fields,
    }
    exercise = Exercise.objects.create(id=uuid4(), is_published=False, **values)
    exercise.current_revision = ExerciseRevision.objects.create(
        exercise=exercise,
        number=1,
        content_hash=str(number),
        statement_html="<p>Write it.</p>",
        starter="pass\n",
        signature={"text": "f(x)"},
        checks=[],
        limits={},
        max_points=4,
    )
    exercise.is_published = True
    exercise.save()
    return exercise


def shown(filters: Filters | None = None, learner: Learner | None = None) -> list[str]:
    return [row.slug for row in catalogue_get(learner, filters).rows if row.is_shown]


def row_of(learner: Learner | None = None) -> ExerciseRow:
    (row,) = catalogue_get(learner).rows
    return row


@pytest.fixture
def visitor(client: Client, learner: Learner) -> Client:
    """A browser in whose session the learner is."""
    return guest_enter(client, learner)


@pytest.fixture
def several(db: None) -> None:
    exercise_make(1, concepts=["trust-region", "newton-step"], level=3, position=1)
    exercise_make(2, concepts=["newton-step"], position=2, devices=["cpu", "cuda"])
    exercise_make(3, concepts=["newton-step"], position=3, title="Poincaré’s step")
    exercise_make(4, lesson=GRADIENT, concepts=["descent-lemma"], position=1, summary="A bound.")
    exercise_make(5, lesson="of-no-course", concepts=["of-no-map"], position=1)


def test_exercises_come_by_lesson_and_by_concept_in_the_lessons_order(several: None) -> None:
    catalogue = catalogue_get(None)
    assert [lesson.title for lesson in catalogue.lessons] == [
        "Gradient descent",
        "Of no course",
        "Second order methods",
    ]
    newton = catalogue.lessons[-1]
    assert [(group.title, [row.slug for row in group.rows]) for group in newton.groups] == [
        ("Newton step", ["exercise-2", "exercise-3"]),
        ("Trust-region preview", ["exercise-1"]),
    ]
    assert (catalogue.shown, catalogue.total) == (5, 5)


def test_an_unpublished_exercise_is_not_listed(several: None) -> None:
    Exercise.objects.filter(slug="exercise-3").update(is_published=False)
    assert "exercise-3" not in shown()


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"q": "poincare"}, "3"),
        ({"q": "trust"}, "1"),
        ({"q": "so-02"}, "2"),
        ({"q": "SO02"}, "2"),
        ({"q": "bound"}, "4"),
        ({"q": "exercise 9"}, ""),
        ({"lesson": GRADIENT}, "4"),
        ({"concept": "newton-step"}, "231"),
        ({"level": "3"}, "1"),
        ({"device": "cuda"}, "2"),
        ({"state": "not begun"}, "45231"),
        ({"state": "passed"}, ""),
        ({"lesson": NEWTON, "level": "2", "q": "step"}, "23"),
    ],
)
def test_filters_leave_what_meets_them_all(
    several: None, asked: dict[str, str], numbers: str
) -> None:
    assert shown(Filters(**asked)) == [f"exercise-{number}" for number in numbers]


def test_a_choice_that_is_none_asks_for_nothing(several: None) -> None:
    catalogue = catalogue_get(None, Filters.read({"level": "9", "concept": "gone", "x": "1"}))
    assert catalogue.filters.is_empty
    assert catalogue.shown == 5


@pytest.mark.parametrize(("text", "expected"), CASES["plain"])
def test_words_are_compared_as_the_browser_compares_them(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(("asked", "expected"), CASES["wanted"])
def test_filters_agree_with_those_of_the_browser(asked: dict[str, str], expected: bool) -> None:
    facts = CASES["facts"]
    facts = Facts(**{**facts, "concepts": tuple(facts["concepts"])})
    assert is_wanted(facts, Filters(**asked)) is expected


def test_the_page_hides_what_the_address_leaves_out(client: Client, several: None) -> None:
    page = client.get("/exercises/", {"q": "poincare", "lesson": NEWTON}).content.decode()
    assert "1 of 5 exercises" in page
    assert page.count("data-row ") == 5
    assert page.count('exercise-row" data-row') - page.count(" hidden>\n  <span") == 1
    assert 'value="poincare"' in page
    assert f'<option value="{NEWTON}" selected>' in page
    assert "data-empty hidden" in page
    assert "data-clear>Clear filters" in page


def test_an_empty_result_says_how_to_go_on(client: Client, several: None) -> None:
    page = client.get("/exercises/", {"q": "nothing has this name"}).content.decode()
    assert "0 of 5 exercises" in page
    assert "data-empty>" in page


def test_a_search_for_markup_is_shown_as_text(client: Client, several: None) -> None:
    page = client.get("/exercises/", {"q": '"><script>'}).content.decode()
    assert 'value="&quot;&gt;&lt;script&gt;"' in page


def test_a_site_without_exercises_says_so(client: Client) -> None:
    page = client.get("/exercises/").content.decode()
    assert "No exercises are published yet." in page
    assert "data-filters" not in page


def test_each_exercise_shows_how_the_learner_stands(
    visitor: Client, learner: Learner, exercise: Exercise, submit: Submit
) -> None:
    assert row_of(learner).state == "not begun"
    submission = submit()
    assert (row_of(learner).state, row_of(learner).best_points) == ("begun", None)
    grading_run(submission.gradings.get().pk, worker="w", judge=sample_judge)
    assert (row_of(learner).state, row_of(learner).best_points) == ("begun", 3)
    page = visitor.get("/exercises/").content.decode()
    assert "status-begun" in page
    assert "3/15" in page
    assert row_of(None).state == "not begun"


def test_a_passed_exercise_counts_for_its_lesson(
    learner: Learner, exercise: Exercise, submit: Submit
) -> None:
    grading = submit().gradings.get()
    grading_run(grading.pk, worker="w", judge=sample_judge)
    grading.refresh_from_db()
    grading.verdict = "passed"
    grading.save()
    assert row_of(learner).state == "passed"
    (lesson,) = catalogue_get(learner).lessons
    assert lesson.passed_count == 1


def test_public_checks_alone_begin_an_exercise_but_earn_nothing(
    learner: Learner, submit: Submit
) -> None:
    submission = submit(scope="public")
    grading_run(submission.gradings.get().pk, worker="w", judge=sample_judge)
    assert (row_of(learner).state, row_of(learner).best_points) == ("begun", None)


def test_a_failure_of_ours_earns_no_points_and_takes_none(learner: Learner, submit: Submit) -> None:
    grading = submit().gradings.get()
    grading_run(grading.pk, worker="w", judge=sample_judge)
    grading.refresh_from_db()
    grading.verdict = "internal error"
    grading.save()
    assert row_of(learner).best_points is None


def test_guesses_are_marked_until_learners_have_shown_better(exercise: Exercise) -> None:
    effort = row_of().effort
    assert (effort.level_text, effort.minutes_text) == ("Level 1 of 4", "about 15 min, a guess")
    figures = ExerciseFigures.objects.create(
        exercise=exercise,
        learners_tried=40,
        learners_passed=34,
        level=3,
        minutes=22,
        learners_timed=34,
        computed_at=timezone.now(),
    )
    row = row_of()
    assert row.effort.level_text == "Level 3 of 4"
    assert row.effort.minutes_text == "about 22 min, from 34 learners"
    assert row.facts.level == 3
    figures.minutes = None
    figures.save()
    assert row_of().effort.level_text == "Level 3 of 4, from 34 learners"
    assert row_of().effort.minutes_text == "about 15 min, a guess"


def test_sixty_nine_exercises_take_no_more_queries_than_one(
    visitor: Client, exercise: Exercise, submit: Submit, django_assert_num_queries
) -> None:
    submit()
    with django_assert_num_queries(5) as captured:
        visitor.get("/exercises/")
    assert not any("starter" in query["sql"] for query in captured.captured_queries)
    for number in range(2, 70):
        exercise_make(number, lesson=(NEWTON, GRADIENT, "optimization-landscape")[number % 3])
    with django_assert_num_queries(5):
        page = visitor.get("/exercises/").content.decode()
    assert "69 of 69 exercises" in page
