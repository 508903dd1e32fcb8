"""The practice page: one item, why, what then, and what is known."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Concept, Question, SectionRead
from exercises.models import Exercise
from grader.models import Learner
from practice.attempts import attempts_record, now_ms
from practice.items import items_list
from practice.models import AttemptEvent, PracticeSettings
from practice.queue import queue_get
from tests.practice.pages.conftest import Answer

pytestmark = pytest.mark.usefixtures("loaded")
PAGE = "/practice/"


def text_of(client: Client, url: str = PAGE) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def plan_of(client: Client, url: str = PAGE) -> dict[str, Any]:
    found = re.search(r"data-plan-json>(.*?)</script>", text_of(client, url), re.DOTALL)
    assert found
    plan: dict[str, Any] = json.loads(found[1])
    return plan


def settings_put(learner: Learner, **fields: Any) -> None:
    PracticeSettings.objects.update_or_create(learner=learner, defaults=fields)


def code_sent(learner: Learner, *, minutes: int) -> None:
    event = AttemptEvent(
        id=uuid4(),
        device_id=uuid4(),
        seq=1,
        kind=AttemptEvent.Kind.EXERCISE_SUBMIT,
        item_id="x",
        t_client_ms=now_ms(),
        tz_offset_min=60,
        clock_offset_ms=0,
        duration_ms=minutes * 60_000,
    )
    attempts_record(learner, [event])


def test_a_newcomer_can_answer_a_first_question_on_the_page_itself(client: Client) -> None:
    # In five minutes there is no time for an exercise.
    text, plan = text_of(client, f"{PAGE}?minutes=5"), plan_of(client, f"{PAGE}?minutes=5")
    assert f'data-question="{plan["item"]["id"]}"' in text
    assert "new to you" in text
    assert "After your first answer" in text
    assert Learner.objects.count() == 0


def test_the_page_and_the_api_tell_the_same_plan(reader: Client, answer: Answer) -> None:
    answer("nw-1-q1", ["a"], correct=True, days_ago=3)
    page, api = plan_of(reader), reader.get("/api/v1/practice/next").json()
    ids = [page["item"]["id"], *[each["id"] for each in page["then"]]]
    assert ids == [api["item"]["id"], *[each["id"] for each in api["then"]]]
    assert page["item"]["standings"][0].keys() == api["item"]["standings"][0].keys()


def test_no_two_of_the_plan_ask_the_same_in_other_words(reader: Client, answer: Answer) -> None:
    answer("nw-1-q1", ["a"], correct=True)
    plan = plan_of(reader)
    pools = [each["pool"] for each in [plan["item"], *plan["then"]] if each["pool"]]
    assert len(pools) == len(set(pools)) > 1


def test_the_plan_holds_what_fits_the_minutes_of_the_day(reader: Client, learner: Learner) -> None:
    settings_put(learner, minutes_a_day=5)
    plan = plan_of(reader)
    assert plan["minutes_left"] == 5
    assert 0 < sum(each["minutes"] for each in [plan["item"], *plan["then"]]) <= 5


def test_a_day_whose_minutes_are_spent_is_done_and_still_offers_more(
    reader: Client, learner: Learner, answer: Answer
) -> None:
    settings_put(learner, minutes_a_day=5)
    for number, question in enumerate(["nw-1-q1", "nw-1-q2"]):
        answer(question, ["a"], correct=not number)
    assert plan_of(reader)["done_because"] == ""
    code_sent(learner, minutes=3)
    plan = plan_of(reader)
    assert (plan["done_because"], plan["then"]) == ("time is up", [])
    assert plan["item"] is not None
    text = text_of(reader)
    assert "Your minutes for today are spent" in text
    assert f'data-question="{plan["item"]["id"]}"' in text


def test_a_session_of_minutes_leaves_out_what_does_not_fit(reader: Client) -> None:
    plan = plan_of(reader, f"{PAGE}?minutes=3")
    assert sum(each["minutes"] for each in [plan["item"], *plan["then"]]) <= 3
    assert reader.get("/api/v1/practice/next?minutes=0").json()["done_because"] == "session over"
    for nonsense in ("x", "-5", "nan", "inf", "1e9"):
        assert plan_of(reader, f"{PAGE}?minutes={nonsense}")["minutes_left"] is None


def test_an_exam_moves_the_horizon_and_a_past_one_does_not(
    reader: Client, learner: Learner, answer: Answer
) -> None:
    answer("nw-1-q1", ["a"], correct=True, days_ago=1)
    today = timezone.now().date()
    settings_put(learner, exam_date=today + timedelta(days=10))
    text = text_of(reader)
    assert "By your exam</span>, left alone" in text
    assert re.search(r"Exam on .* in (9|10|11) days", text)
    settings_put(learner, exam_date=today - timedelta(days=10))
    text = text_of(reader)
    assert "In 30 days</span>, left alone" in text
    assert "Your exam was on" in text


def test_after_a_long_break_nothing_has_piled_up(reader: Client, answer: Answer) -> None:
    answer("nw-1-q1", ["a"], correct=True, days_ago=40)
    text = text_of(reader)
    assert "Welcome back after 40 days" in text
    assert "A gentle start" in text
    assert not re.search(r"\b(due|overdue|behind|debt)\b", text)


def test_what_is_weakest_comes_first_and_what_is_new_is_folded_away(
    reader: Client, answer: Answer
) -> None:
    answer("nw-1-q1", ["a"], correct=True, days_ago=2, concepts=["newton-step"])
    answer("nw-1-q2", ["a"], correct=False, days_ago=2, concepts=["bfgs"])
    table, _, rest = text_of(reader).partition("not met yet")
    rows = re.findall(r"\?concept=([\w-]+)", table)
    assert rows == ["bfgs", "newton-step"]
    assert "K-FAC" in rest


def test_what_came_is_told_beside_chances_of_right_answers_with_guesses_in_them(
    reader: Client, answer: Answer
) -> None:
    answer("nw-1-q1", ["a"], correct=True, days_ago=90)
    assert "After 19 more chances, you will see" in text_of(reader)
    for k in range(40):
        answer("nw-1-q1", ["a"], correct=True, days_ago=80 - k)
    text = text_of(reader)
    assert re.search(
        r"chance of a right answer, guesses included, was \d+%, you got 100% right \(\d+ chances\)",
        text,
    )
    assert "this may change" in text


def test_what_changed_is_told_to_who_cannot_see_it(reader: Client) -> None:
    assert re.search(r'<div role="status"><ul data-changes-list>', text_of(reader))


def test_a_concept_that_was_read_about_comes_before_one_that_was_not(
    learner: Learner, answer: Answer
) -> None:
    unread = {item.item.id: item.item.is_read for item in queue_get(learner).then}
    assert False in unread.values()
    for section in Concept.objects.exclude(section=None).values_list("section", flat=True):
        SectionRead.objects.get_or_create(
            learner=learner, section_id=section, defaults={"read_at": timezone.now()}
        )
    queue = queue_get(learner)
    assert queue.choice is not None
    assert all(each.item.is_read for each in [queue.choice, *queue.then])


def test_a_question_with_options_may_be_guessed_and_a_typed_one_not() -> None:
    guesses = {item.id: item.guess for item in items_list()}
    assert 0 < guesses["nw-1-q1"] <= 0.5
    assert guesses["nw-1-q3"] == 0


def test_items_are_made_anew_only_when_the_content_changes(
    django_assert_max_num_queries: Any,
) -> None:
    before = items_list()
    with django_assert_max_num_queries(3):
        assert items_list() == before
    Question.objects.filter(pk="nw-1-q1").update(is_retired=True)
    assert "nw-1-q1" not in {item.id for item in items_list()}


def test_an_exercise_that_was_opened_from_practice_leads_back(
    reader: Client, exercise: Exercise
) -> None:
    url = f"/exercises/{exercise.slug}/"
    assert "Back to practice" in text_of(reader, f"{url}?from=practice")
    assert "Back to practice" not in text_of(reader, url)
