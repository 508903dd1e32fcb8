"""Devices, and the site's own rows: what arrived, and how often."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.browser.local_first.device import Device

DeviceMake = Callable[..., Device]


class Stored:
    """The site's rows, which no browser makes up."""

    def __init__(self, database: psycopg.Connection[Any]) -> None:
        self._database = database

    def _all(self, query: str, *values: Any) -> list[Any]:
        return [row[0] for row in self._database.execute(query, values).fetchall()]

    def notes(self, text: str) -> int:
        """How many notes hold a text."""
        (found,) = self._all("SELECT count(*) FROM courses_note WHERE strpos(text, %s) > 0", text)
        return int(found)

    def drafts(self, text: str) -> int:
        (found,) = self._all("SELECT count(*) FROM grader_draft WHERE strpos(text, %s) > 0", text)
        return int(found)

    def submissions(self, code: str) -> int:
        (found,) = self._all("SELECT count(*) FROM grader_submission WHERE code = %s", code)
        return int(found)

    def answers(self, email: str) -> int:
        (found,) = self._all(
            """SELECT count(*) FROM courses_answer a JOIN grader_learner l ON l.id = a.learner_id
            JOIN auth_user u ON u.id = l.user_id WHERE u.email = %s""",
            email,
        )
        return int(found)

    def sequences(self, email: str) -> dict[str, list[int]]:
        """The numbers of each device's events, in order; the grader's own results have none."""
        found: dict[str, list[int]] = {}
        query = """SELECT e.device_id, e.seq FROM practice_attemptevent e
            JOIN grader_learner l ON l.id = e.learner_id JOIN auth_user u ON u.id = l.user_id
            WHERE u.email = %s AND e.kind <> 'exercise_result' ORDER BY e.seq"""
        for device, seq in self._database.execute(query, [email]).fetchall():
            found.setdefault(str(device), []).append(seq)
        return found

    def events(self, email: str) -> list[dict[str, Any]]:
        query = """SELECT e.* FROM practice_attemptevent e
            JOIN grader_learner l ON l.id = e.learner_id JOIN auth_user u ON u.id = l.user_id
            WHERE u.email = %s AND e.kind <> 'exercise_result' ORDER BY e.srv_seq"""
        cursor = self._database.execute(query, [email])
        assert cursor.description is not None
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture(scope="session")
def stored(site: Any) -> Iterator[Stored]:
    with psycopg.connect(site.database_url, autocommit=True) as database:
        yield Stored(database)


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex}@example.org"


@pytest.fixture(scope="module")
def shared_email() -> str:
    return f"{uuid4().hex}@example.org"


@contextmanager
def devices_open(browser: Browser, options: dict[str, Any]) -> Iterator[DeviceMake]:
    opened: list[Device] = []

    def make(**special: Any) -> Device:
        device = Device(browser.new_context(**{**options, **special}))
        opened.append(device)
        return device

    yield make
    for device in opened:
        device.context.close()
        device.check()


@pytest.fixture
def device_make(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[DeviceMake]:
    """Return what makes another device; all of a test's are closed with it."""
    with devices_open(browser, browser_context_args) as make:
        yield make


@pytest.fixture
def laptop(device_make: DeviceMake, email: str) -> Device:
    """A device with a new account."""
    made = device_make()
    made.sign_up(email)
    return made


@pytest.fixture(scope="module")
def shared_device(
    browser: Browser, browser_context_args: dict[str, Any], shared_email: str
) -> Iterator[Device]:
    """One device with an account, for tests that leave it as they found it."""
    with devices_open(browser, browser_context_args) as make:
        device = make()
        device.sign_up(shared_email)
        yield device
