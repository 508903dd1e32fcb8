"""Who is asking, and how often newcomers may come."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from secrets import randbelow
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError

from exercises.models import Exercise
from frontend.problems import Problem
from grader.learners import SESSION_KEY, guest_create, token_learner_get
from grader.models import Learner, LearnerToken
from grader.throttling import GUESTS_PER_ADDRESS, guest_creation_check

pytestmark = pytest.mark.django_db(transaction=True)


def address_new() -> str:
    """Return an address that no other test has used up."""
    return ".".join(["10", *(str(randbelow(256)) for _ in range(3))])


def code_post(client: Client, slug: str, **extra: Any) -> Any:
    body = {"id": str(uuid4()), "code": "pass\n", "device": "cpu"}
    url = f"/api/v1/exercises/{slug}/submissions"
    return client.post(url, json.dumps(body), content_type="application/json", **extra)


@pytest.fixture
def visitor() -> Client:
    """A browser that has opened a page, and so holds a CSRF cookie."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=address_new())


def csrf_of(visitor: Client, slug: str) -> dict[str, str]:
    visitor.get(f"/exercises/{slug}/")
    return {"HTTP_X_CSRFTOKEN": visitor.cookies["csrftoken"].value}


def test_a_token_is_stored_as_a_digest_only() -> None:
    learner, token = guest_create()
    row = LearnerToken.objects.get()
    assert len(token) >= 43
    assert token not in f"{row.digest} {row.__dict__}"
    assert token_learner_get(token) == learner
    assert token_learner_get(token[:-1]) is None


def test_a_guest_made_by_the_api_is_known_by_its_token(client: Client, exercise: Exercise) -> None:
    answer = client.post("/api/v1/guests", REMOTE_ADDR=address_new())
    assert answer.status_code == 201
    token = answer.json()["token"]
    response = code_post(Client(), exercise.slug, HTTP_AUTHORIZATION=f"Bearer {token}")
    assert response.status_code == 202
    assert Learner.objects.get().pk == UUID(answer.json()["learner_id"])


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic dXNlcjpwdw==", "x"])
def test_a_wrong_token_is_nobody(client: Client, exercise: Exercise, header: str) -> None:
    response = code_post(client, exercise.slug, HTTP_AUTHORIZATION=header)
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert not Learner.objects.exists()


def test_a_wrong_token_is_nobody_in_an_account_s_session_too(
    client: Client, exercise: Exercise, account: Learner
) -> None:
    client.force_login(account.user)  # type: ignore[arg-type]
    response = code_post(client, exercise.slug, HTTP_AUTHORIZATION="Bearer nonsense")
    assert response.status_code == 401


def test_reading_pages_makes_no_guest(visitor: Client, exercise: Exercise) -> None:
    assert visitor.get("/exercises/").status_code == 200
    assert visitor.get(f"/exercises/{exercise.slug}/").status_code == 200
    assert not Learner.objects.exists()


def test_a_browser_becomes_a_guest_with_its_first_submission(
    visitor: Client, exercise: Exercise
) -> None:
    csrf = csrf_of(visitor, exercise.slug)
    assert code_post(visitor, exercise.slug, **csrf).status_code == 202
    assert code_post(visitor, exercise.slug, **csrf).status_code == 202
    learner = Learner.objects.get()
    assert learner.is_guest
    assert learner.submissions.count() == 2
    assert visitor.session[SESSION_KEY] == str(learner.pk)


def test_a_session_without_a_csrf_token_cannot_submit(visitor: Client, exercise: Exercise) -> None:
    csrf_of(visitor, exercise.slug)
    response = code_post(visitor, exercise.slug)
    assert response.status_code == 403
    assert response.json()["title"] == "CSRF token missing or wrong"
    assert not Learner.objects.exists()


def test_first_requests_side_by_side_are_one_guest(visitor: Client, exercise: Exercise) -> None:
    csrf = csrf_of(visitor, exercise.slug)
    cookie = visitor.cookies["csrftoken"].value
    start = threading.Barrier(4)

    def send(_: int) -> int:
        twin = Client(enforce_csrf_checks=True, REMOTE_ADDR="192.0.2.1")
        twin.cookies["csrftoken"] = cookie
        try:
            start.wait(timeout=30)
            return int(code_post(twin, exercise.slug, **csrf).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as senders:
        assert list(senders.map(send, range(4))) == [202] * 4
    assert Learner.objects.get().submissions.count() == 4


def test_the_same_cookie_later_is_a_new_guest(visitor: Client, exercise: Exercise) -> None:
    csrf = csrf_of(visitor, exercise.slug)
    code_post(visitor, exercise.slug, **csrf)
    Learner.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    del visitor.cookies["sessionid"]
    code_post(visitor, exercise.slug, **csrf)
    assert Learner.objects.count() == 2


def test_an_account_has_one_learner_however_it_starts(visitor: Client, exercise: Exercise) -> None:
    user = User.objects.create_user("a")
    visitor.force_login(user)
    csrf = csrf_of(visitor, exercise.slug)
    assert code_post(visitor, exercise.slug, **csrf).status_code == 202
    assert Learner.objects.get().user == user


def test_a_guests_page_does_not_write_under_an_account(
    visitor: Client, exercise: Exercise, account: Learner
) -> None:
    visitor.force_login(account.user)  # type: ignore[arg-type]
    csrf = csrf_of(visitor, exercise.slug)
    response = code_post(visitor, exercise.slug, **csrf, HTTP_X_LEARNER="guest")
    assert response.status_code == 401
    assert response.json()["title"] == "This page was made before you signed in"
    assert "what you typed is kept" in response.json()["detail"]
    assert not account.submissions.exists()


def test_a_page_of_another_account_does_not_write_under_this_one(
    visitor: Client, exercise: Exercise, account: Learner
) -> None:
    visitor.force_login(User.objects.create_user("another"))
    csrf = csrf_of(visitor, exercise.slug)
    page = f"user-{account.user_id}"
    response = code_post(visitor, exercise.slug, **csrf, HTTP_X_LEARNER=page)
    assert response.status_code == 401
    assert response.json()["title"] == "You are signed out"


@pytest.mark.parametrize("is_account", [False, True])
def test_whose_page_it_is_may_write(
    visitor: Client, exercise: Exercise, account: Learner, is_account: bool
) -> None:
    if is_account:
        visitor.force_login(account.user)  # type: ignore[arg-type]
    html = visitor.get(f"/exercises/{exercise.slug}/").content.decode()
    page = html.partition('name="learner" content="')[2].partition('"')[0]
    assert page == (f"user-{account.user_id}" if is_account else "guest")
    csrf = csrf_of(visitor, exercise.slug)
    assert code_post(visitor, exercise.slug, **csrf, HTTP_X_LEARNER=page).status_code == 202
    assert account.submissions.exists() == is_account


def test_who_was_seen_is_noted_now_and_then(guest: Client, exercise: Exercise) -> None:
    long_ago = timezone.now() - timedelta(days=3)
    Learner.objects.update(last_seen_at=long_ago)
    guest.get(f"/api/v1/exercises/{exercise.slug}/submissions")
    assert Learner.objects.get().last_seen_at > long_ago


def test_new_guests_of_one_address_are_limited(client: Client) -> None:
    address = address_new()
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    for _ in range(GUESTS_PER_ADDRESS.limit):
        guest_creation_check(request)
    response = client.post("/api/v1/guests", REMOTE_ADDR=address)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= GUESTS_PER_ADDRESS.period_s
    assert response["Content-Type"] == "application/problem+json"
    assert not Learner.objects.exists()
    assert client.post("/api/v1/guests", REMOTE_ADDR=address_new()).status_code == 201


def test_one_ipv6_network_counts_as_one_address() -> None:
    network = f"2001:db8:{randbelow(65536):x}:{randbelow(65536):x}"
    for number in range(GUESTS_PER_ADDRESS.limit):
        request = RequestFactory().get("/", REMOTE_ADDR=f"{network}::{number + 1:x}")
        guest_creation_check(request)
    with pytest.raises(Problem):
        guest_creation_check(RequestFactory().get("/", REMOTE_ADDR=f"{network}:1:2:3:4"))


def test_a_dead_cache_turns_nobody_away(client: Client, settings: Any, tmp_path: Any) -> None:
    caches = settings.CACHES
    settings.CACHES = {
        "default": {**caches["default"], "LOCATION": f"unix://{tmp_path}/nobody.sock"}
    }
    with pytest.raises(RedisConnectionError):
        cache.get("anything")
    assert client.post("/api/v1/guests").status_code == 201
