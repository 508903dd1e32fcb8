"""Exam and minutes a day: of each field the newest change wins, on every device."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from grader.learners import SESSION_KEY
from grader.merging import guest_attach
from grader.models import Learner
from practice import views
from practice.attempts import now_ms
from practice.models import PracticeSettings
from practice.settings import Setting, Settings, SettingsRefused, settings_get, settings_save

pytestmark = pytest.mark.django_db
URL = "/api/v1/practice/settings"
DAY_MS = 86_400_000
EXAM = date(2027, 1, 31)


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


def minutes(value: int | None, at_ms: int) -> Settings:
    return Settings(minutes_a_day=Setting(value, at_ms))


def exam(value: date | None, at_ms: int) -> Settings:
    return Settings(exam_date=Setting(value, at_ms))


def test_who_set_nothing_has_no_goal(learner: Learner) -> None:
    for each in (settings_get(learner), settings_get(None)):
        assert (each.goal.exam_day, each.goal.minutes_a_day) == (None, None)
    assert not PracticeSettings.objects.exists()


def test_each_field_keeps_its_newest_change_in_any_order_of_arrival(learner: Learner) -> None:
    settings_save(learner, minutes(20, 2_000))
    settings_save(learner, exam(EXAM, 3_000))
    settings_save(learner, minutes(60, 1_000))
    found = settings_save(learner, exam(None, 2_999))
    assert (found.minutes_a_day.value, found.exam_date.value) == (20, EXAM)
    assert found.goal.exam_day == (EXAM - date(1970, 1, 1)).days
    assert settings_save(learner, minutes(None, 3_000)).minutes_a_day == Setting(None, 3_000)


def test_a_clock_that_is_a_day_ahead_wins_only_until_the_next_change(learner: Learner) -> None:
    found = settings_save(learner, minutes(20, now_ms() + DAY_MS))
    assert found.minutes_a_day.changed_at_ms <= now_ms()
    assert settings_save(learner, minutes(30, now_ms() + 1)).minutes_a_day.value in (20, 30)
    PracticeSettings.objects.update(minutes_a_day_changed_ms=now_ms() - 1_000)
    assert settings_save(learner, minutes(40, now_ms())).minutes_a_day.value == 40


@pytest.mark.parametrize("bad", [minutes(4, 1), minutes(241, 1), exam(date(1999, 1, 1), 1)])
def test_values_out_of_their_limits_are_refused(learner: Learner, bad: Settings) -> None:
    with pytest.raises(SettingsRefused):
        settings_save(learner, bad)
    assert not PracticeSettings.objects.exists()


@pytest.mark.parametrize(("guest_at", "won"), [(1_000, 20), (3_000, 45)])
def test_at_sign_in_the_newer_of_guest_and_account_stays(guest_at: int, won: int) -> None:
    user = User.objects.create_user("ada", "ada@example.org", "correct horse")
    account = Learner.objects.create(user=user)
    guest = Learner.objects.create()
    settings_save(account, minutes(20, 2_000))
    settings_save(guest, Settings(Setting(EXAM, 5), Setting(45, guest_at)))
    guest_attach(guest.pk, user.pk)
    found = settings_get(account)
    assert (found.minutes_a_day.value, found.exam_date.value) == (won, EXAM)
    assert PracticeSettings.objects.count() == 1


def put(client: Client, body: Any) -> Any:
    return client.put(URL, json.dumps(body), content_type="application/json")


def test_a_second_device_reads_what_the_first_has_set(client: Client) -> None:
    sent = {"minutes_a_day": {"value": 25, "changed_at_ms": 7}}
    assert put(client, sent).json()["minutes_a_day"] == sent["minutes_a_day"]
    assert client.get(URL).json() == {
        "exam_date": {"value": None, "changed_at_ms": 0},
        "minutes_a_day": {"value": 25, "changed_at_ms": 7},
    }


def test_reading_makes_nobody_a_guest(client: Client) -> None:
    assert client.get(URL).json()["minutes_a_day"] == {"value": None, "changed_at_ms": 0}
    assert not Learner.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {"minutes_a_day": {"value": 3, "changed_at_ms": 1}},
        {"minutes_a_day": {"value": "20", "changed_at_ms": 1}},
        {"minutes_a_day": {"value": 20.5, "changed_at_ms": 1}},
        {"minutes_a_day": {"value": 20, "changed_at_ms": -1}},
        {"exam_date": {"value": "31.1.2027", "changed_at_ms": 1}},
        {"exam_date": {"value": "3027-01-31", "changed_at_ms": 1}},
        {"exam_date": {"value": "2027-01-31", "changed_at_ms": 10**15}},
    ],
)
def test_nonsense_gets_a_clear_answer(client: Client, body: Any) -> None:
    response = put(client, body)
    assert response.status_code == 422
    assert response.json()["detail"]
    assert not PracticeSettings.objects.exists()


def test_the_form_works_without_scripts(client: Client) -> None:
    day = timezone.now().date() + timedelta(days=20)
    response = client.post(
        "/practice/settings/", {"exam_date": day.isoformat(), "minutes_a_day": "20"}
    )
    assert (response.status_code, response["Location"]) == (302, "/practice/")
    row = PracticeSettings.objects.get()
    assert (row.exam_date, row.minutes_a_day) == (day, 20)
    assert str(row.learner_id) == client.session[SESSION_KEY]
    page = client.get("/practice/").content.decode()
    assert "20 min a day" in page
    client.post("/practice/settings/", {"exam_date": "", "minutes_a_day": ""})
    row.refresh_from_db()
    assert (row.exam_date, row.minutes_a_day) == (None, None)


def test_an_exam_that_has_passed_since_does_not_hold_up_other_minutes(client: Client) -> None:
    past = date(2020, 1, 31)
    client.post("/practice/settings/", {"exam_date": "", "minutes_a_day": "20"})
    PracticeSettings.objects.update(exam_date=past, exam_date_changed_ms=5)
    form = {"exam_date": past.isoformat(), "minutes_a_day": "30"}
    assert client.post("/practice/settings/", form).status_code == 302
    row = PracticeSettings.objects.get()
    assert (row.exam_date, row.exam_date_changed_ms, row.minutes_a_day) == (past, 5, 30)
    form["exam_date"] = "2020-01-30"
    assert client.post("/practice/settings/", form).status_code == 422


def test_a_guest_who_signs_in_while_the_form_is_saved_is_asked_to_save_it_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/practice/settings/", {"minutes_a_day": "20"})

    def save_late(learner: Learner, given: Settings) -> Settings:
        owner = Learner.objects.create(user=User.objects.create_user("ada"))
        guest_attach(learner.pk, owner.user_id or 0)
        return settings_save(learner, given)

    monkeypatch.setattr(views, "settings_save", save_late)
    response = client.post("/practice/settings/", {"minutes_a_day": "30"})
    assert response.status_code == 409
    text = response.content.decode()
    assert "You signed in meanwhile" in text
    assert 'value="30"' in text
    assert PracticeSettings.objects.get().minutes_a_day == 20


def test_the_form_dates_only_what_it_changes(client: Client) -> None:
    day = timezone.now().date() + timedelta(days=20)
    form = {"exam_date": day.isoformat(), "minutes_a_day": "20"}
    client.post("/practice/settings/", form)
    PracticeSettings.objects.update(exam_date_changed_ms=5, minutes_a_day_changed_ms=6)
    client.post("/practice/settings/", form | {"exam_date": ""})
    row = PracticeSettings.objects.get()
    assert row.exam_date is None
    assert row.exam_date_changed_ms > 5
    assert (row.minutes_a_day, row.minutes_a_day_changed_ms) == (20, 6)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"exam_date": "2020-01-31"}, "That day has passed"),
        ({"exam_date": "9999-12-31"}, "up to 2100"),
        ({"exam_date": "soon"}, "Write the day like"),
        ({"minutes_a_day": "4"}, "can be 5 to 240"),
        ({"minutes_a_day": "many"}, "can be 5 to 240"),
    ],
)
def test_the_form_says_kindly_what_cannot_be(
    client: Client, form: dict[str, str], words: str
) -> None:
    response = client.post("/practice/settings/", form)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not PracticeSettings.objects.exists()
