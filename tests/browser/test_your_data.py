"""Taking one's data away, and having it deleted, in a browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accounts import PASSWORD, sign_out, sign_up
from tests.browser.conftest import Axe
from tests.browser.sight import WIDTHS_PX, looked_at

PART = "/lessons/second-order-methods/part-2/"
DELETED_HERE = "What this browser kept is deleted too."


def note_write(page: Page, text: str) -> None:
    page.goto(PART)
    with page.expect_response(lambda response: "/api/v1/notes/" in response.url):
        page.get_by_label("Private notes").fill(text)


def account_delete(page: Page) -> None:
    page.get_by_role("link", name="Your data").click()
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Delete all of it for good").click()
    expect(page.get_by_role("heading", name="Goodbye")).to_be_visible()


def databases(page: Page) -> set[str]:
    """The local databases of this browser."""
    names: list[str] = page.evaluate(
        "async () => (await indexedDB.databases()).map(({ name }) => name)"
    )
    return set(names)


def test_a_guest_takes_all_away_and_has_it_deleted(page: Page, axe: Axe) -> None:
    note_write(page, "Noted as a guest.")
    page.get_by_role("link", name="Your data").click()
    expect(page.get_by_text("notes on parts")).to_be_visible()
    looked_at(page, axe, "your-data")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all of it").click()
    assert download.value.suggested_filename.startswith("descent-data-")
    document = json.loads(Path(download.value.path()).read_text())
    assert [note["text"] for note in document["notes"]] == ["Noted as a guest."]
    page.get_by_role("link", name="Delete my data").click()
    page.get_by_label("Type").fill("delete")
    page.get_by_role("button", name="Delete all of it for good").click()
    expect(page.get_by_text("This says something else")).to_be_visible()
    looked_at(page, axe, "your-data-delete-guest")
    assert "descent-guest" in databases(page)
    page.get_by_label("Type").fill("delete my data")
    page.get_by_role("button", name="Delete all of it for good").click()
    expect(page.get_by_text(DELETED_HERE)).to_be_visible()
    assert databases(page) == set()
    looked_at(page, axe, "goodbye")
    page.goto("/your-data/")
    expect(page.get_by_text("Descent keeps nothing of you yet")).to_be_visible()
    page.goto(PART)
    expect(page.get_by_label("Private notes")).to_have_value("")


def test_an_account_goes_and_another_s_drafts_stay_in_the_browser(page: Page, axe: Axe) -> None:
    sign_up(page)
    note_write(page, "Of the one who stays.")
    stays = databases(page) - {"descent-guest"}
    sign_out(page)
    email = sign_up(page)
    note_write(page, "Of the one who goes.")
    goes = databases(page) - stays - {"descent-guest"}
    assert (len(stays), len(goes)) == (1, 1)
    page.goto("/your-data/delete/")
    looked_at(page, axe, "your-data-delete")
    page.goto("/")
    account_delete(page)
    expect(page.get_by_text(DELETED_HERE)).to_be_visible()
    assert databases(page) & (stays | goes) == stays
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("not correct")).to_be_visible()


def test_a_second_tab_does_not_hold_up_the_deletion(page: Page) -> None:
    sign_up(page)
    other = page.context.new_page()
    other.goto(PART)
    account_delete(page)
    expect(page.get_by_text(DELETED_HERE)).to_be_visible()


@pytest.mark.parametrize("width", list(WIDTHS_PX))
def test_an_account_is_deleted_without_scripts(browser: Browser, base_url: str, width: str) -> None:
    size = {"width": WIDTHS_PX[width], "height": 900}
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    sign_up(page)
    account_delete(page)
    expect(page.get_by_text("clear this site's data in the browser's settings")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    context.close()
