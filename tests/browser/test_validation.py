"""The instructors' pages in a browser: in every width and theme, with nothing for axe to find."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Page, expect

PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"
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
    page: Page, axe: Any, name: str
) -> None:
    # Django's page of signing in has no icon.
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page.goto(PAGES[name])
    page.get_by_label("Username").fill("instructor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width_px in (390, 1440):
        page.set_viewport_size({"width": width_px, "height": 900})
        page.emulate_media(color_scheme="light")
        page.screenshot(path=PICTURES / f"{name}-{width_px}-light.png", full_page=True)
        axe.check(page)
        overflow_px = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow_px <= 0
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=PICTURES / f"{name}-{width_px}-dark.png", full_page=True)
        axe.check_colours(page)
