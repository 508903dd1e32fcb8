"""From guest to account and back."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import email_make, sign_in, sign_out, sign_up

PART = "/lessons/second-order-methods/part-2/"
NOTE = "Noted before I had an account."


@pytest.fixture
def email() -> str:
    return email_make()


def write_note(page: Page, text: str) -> None:
    page.goto(PART)
    with page.expect_response(lambda response: "/api/v1/notes/" in response.url):
        page.get_by_label("Private notes").fill(text)


def test_signing_up_keeps_what_the_guest_did(page: Page, email: str) -> None:
    write_note(page, NOTE)
    sign_up(page, email)
    page.goto(PART)
    expect(page.get_by_label("Private notes")).to_have_value(NOTE)


def test_after_signing_out_the_device_shows_a_newcomer_and_signing_in_brings_it_back(
    page: Page, email: str
) -> None:
    sign_up(page, email)
    write_note(page, NOTE)
    sign_out(page)
    page.goto(PART)
    expect(page.get_by_label("Private notes")).to_have_value("")
    sign_in(page, email)
    page.goto(PART)
    expect(page.get_by_label("Private notes")).to_have_value(NOTE)


def test_what_a_guest_does_before_signing_in_is_merged_into_the_account(
    page: Page, email: str
) -> None:
    sign_up(page, email)
    write_note(page, "From the account.")
    sign_out(page)
    write_note(page, "From the guest.")
    sign_in(page, email)
    page.goto(PART)
    expect(page.get_by_label("Private notes")).to_have_value(
        re.compile(r"From the account\..*From the guest\.", re.DOTALL)
    )


def test_a_forgotten_password_is_reset_by_the_mail_on_the_console(
    page: Page, email: str, site: Any
) -> None:
    sign_up(page, email)
    sign_out(page)
    page.goto("/accounts/password/reset/")
    page.get_by_label("Email").fill(email)
    page.locator("main").get_by_role("button").click()
    page.wait_for_url(re.compile("reset/done"))
    link = site.printed(r"(http://\S+/accounts/password/reset/key/\S+)")
    assert link
    page.goto(link[1])
    page.get_by_label("New Password", exact=True).fill("another long passphrase")
    page.get_by_label("New Password (again)").fill("another long passphrase")
    page.locator("main").get_by_role("button").click()
    sign_in(page, email, "another long passphrase")
