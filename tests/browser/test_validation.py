"""The instructors' pages in a browser: in every width and theme, with nothing for axe to find."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Page, expect

from tests.browser.conftest import Axe
from tests.browser.sight import looked_at

PAGES = {
    "validation": "/instructors/exercises/",
    "kill-matrix": "/instructors/exercises/newton-decrement/",
}
PASSWORD = "contours and descent"
USER_SQL = """
INSERT INTO auth_user (username, password, is_staff, is_superuser, is_active, first_name, last_name,
    email, date_joined)
VALUES ('instructor', %s, true, false, true, '', '', '', now())
"""


@pytest.fixture(scope="module", autouse=True)
def instructor(site: Any) -> Iterator[None]:
    """Make an instructor for the running site."""
    hasher = PBKDF2PasswordHasher()
    password = hasher.encode(PASSWORD, hasher.salt(), iterations=1000)
    with psycopg.connect(site.database_url, autocommit=True) as database:
        database.execute(USER_SQL, [password])
    yield
    with psycopg.connect(site.database_url, autocommit=True) as database:
        database.execute("UPDATE auth_user SET is_active = false WHERE username = 'instructor'")


@pytest.mark.parametrize("name", list(PAGES))
def test_an_instructor_signs_in_and_reads_what_validation_found(
    page: Page, axe: Axe, name: str
) -> None:
    # Django's page of signing in has no icon.
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page.goto(PAGES[name])
    page.get_by_label("Username").fill("instructor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    looked_at(page, axe, name)
