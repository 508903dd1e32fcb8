"""Past answers: found again, each with its question as it was answered."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from courses.models import Question
from grader.models import Learner
from practice.attempts import attempts_record, now_ms
from practice.models import AttemptEvent
from tests.practice.pages.conftest import LAPTOP, Answer

pytestmark = pytest.mark.usefixtures("loaded")
PAGE = "/practice/history/"


def shown(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def lines(client: Client, query: str = "") -> int:
    return shown(client, f"{PAGE}{query}").count('class="history-row"')


def test_a_newcomer_is_shown_the_way_to_practice(client: Client) -> None:
    assert "has a first question for you" in shown(client, PAGE)
    assert Learner.objects.count() == 0


def test_past_answers_come_fifty_to_a_page_newest_first(reader: Client, answer: Answer) -> None:
    for k in range(51):
        answer("nw-1-q1", ["a"], correct=True, days_ago=60 - k)
    answer("nw-1-q2", ["a"], correct=False)
    text = shown(reader, PAGE)
    assert text.count('class="history-row"') == 50
    assert text.index("what covers it") < text.index("where it belongs")
    assert lines(reader, "?page=2") == 2
    assert lines(reader, "?page=99") == 2
    assert lines(reader, "?page=x") == 50


def test_they_are_found_by_concept_and_by_how_they_went(reader: Client, answer: Answer) -> None:
    answer("nw-1-q1", ["a"], correct=True, concepts=["newton-step"])
    answer("nw-1-q2", ["a"], correct=False, concepts=["bfgs"])
    answer("gone", ["a"], correct=False, concepts=None)
    assert lines(reader) == 3
    assert lines(reader, "?show=right") == 1
    assert lines(reader, "?show=wrong") == 2
    assert lines(reader, "?concept=bfgs") == 1
    assert lines(reader, "?concept=bfgs&show=right") == 0
    assert "No past answer is like that" in shown(reader, f"{PAGE}?concept=bfgs&show=right")


@pytest.mark.parametrize("concept", ["%00", "no-such-concept", "%ff", "{}"])
def test_a_concept_that_there_is_none_of_filters_nothing(
    reader: Client, answer: Answer, concept: str
) -> None:
    answer("nw-1-q1", ["a"], correct=True)
    assert lines(reader, f"?concept={concept}") == 1


@pytest.mark.parametrize(
    ("tz_offset_min", "told", "exact"),
    [
        (0, "28 Feb 2026, 23:30", "2026-02-28T23:30:00+00:00"),
        (330, "1 Mar 2026, 05:00", "2026-03-01T05:00:00+05:30"),
        (-480, "28 Feb 2026, 15:30", "2026-02-28T15:30:00-08:00"),
        (1440, "1 Mar 2026, 23:29", "2026-03-01T23:29:00+23:59"),
    ],
)
def test_a_past_answer_tells_the_time_where_it_was_given(
    reader: Client, answer: Answer, tz_offset_min: int, told: str, exact: str
) -> None:
    event = answer("nw-1-q1", ["a"], correct=True)
    t_ms = int(datetime(2026, 2, 28, 23, 30, tzinfo=UTC).timestamp() * 1000)
    rows = AttemptEvent.objects.filter(pk=event.pk)
    rows.update(t_eff_ms=t_ms, tz_offset_min=tz_offset_min)
    for url in (PAGE, f"{PAGE}{event.id}/", "/practice/"):
        assert f'datetime="{exact}">{told}</time>' in shown(reader, url)


def test_what_was_taken_back_is_left_out(reader: Client, learner: Learner, answer: Answer) -> None:
    taken = answer("nw-1-q1", ["a"], correct=True)
    void = AttemptEvent(
        id=uuid4(),
        device_id=LAPTOP,
        seq=100,
        kind=AttemptEvent.Kind.VOID,
        t_client_ms=now_ms(),
        tz_offset_min=0,
        clock_offset_ms=0,
        payload={"event_id": str(taken.id)},
    )
    attempts_record(learner, [void])
    assert lines(reader) == 0
    assert reader.get(f"{PAGE}{taken.id}/").status_code == 404


@pytest.mark.parametrize(
    ("question", "choice", "words"),
    [
        ("nw-1-q1", ["a"], ["Right.", "your answer, right"]),
        ("nw-1-q1", ["b"], ["Not right.", "your answer</span>"]),
        ("nw-1-q2", ["a", "c"], ["Not right.", "your answer, right"]),
        ("nw-1-q3", 5.0, ["Not right.", "You wrote", "<code>5</code>", "<code>-2</code>"]),
        ("nw-1-covers-b", ["factor", "hessian", "forward", "backward"], ["belongs at 2"]),
        ("nw-1-use-c", "x + b/a", ["You wrote", "x + b/a", "Not right."]),
    ],
)
def test_a_past_answer_shows_what_was_chosen_and_what_is_right(
    reader: Client, answer: Answer, question: str, choice: object, words: list[str]
) -> None:
    event = answer(question, choice, correct="Right." in words)
    text = shown(reader, f"{PAGE}{event.id}/")
    for each in words:
        assert each in text
    assert "has been changed" not in text


def test_a_question_that_changed_since_says_so_and_one_that_is_gone_too(
    reader: Client, answer: Answer
) -> None:
    event = answer("nw-1-q1", ["a"], correct=True)
    Question.objects.filter(pk="nw-1-q1").update(revision=7)
    assert "has been changed since you answered" in shown(reader, f"{PAGE}{event.id}/")
    other = answer("never-was", ["a"], correct=True)
    assert "not asked any more" in shown(reader, f"{PAGE}{other.id}/")


def test_nobody_else_can_read_a_past_answer(reader: Client, client: Client, answer: Answer) -> None:
    event = answer("nw-1-q1", ["a"], correct=True)
    assert reader.get(f"{PAGE}{event.id}/").status_code == 200
    assert client.get(f"{PAGE}{event.id}/").status_code == 404
    assert reader.get(f"{PAGE}{uuid4()}/").status_code == 404


@pytest.mark.parametrize("choice", [{}, None, 7, ["a", "a"]])
def test_an_answer_that_makes_no_sense_still_has_a_page(
    reader: Client, answer: Answer, choice: object
) -> None:
    event = answer("nw-1-q1", choice, correct=True)
    other = answer("nw-1-q1", ["a"], correct=True, instance="first")
    for each in (event, other):
        assert "not asked any more" in shown(reader, f"{PAGE}{each.id}/")
