"""Reading, answering and writing code where there is no network."""

import re
from typing import Any

import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accounts import sign_in, sign_out, sign_up
from tests.browser.conftest import Axe

PART = "/lessons/second-order-methods/part-2/"
OTHER_PART = "/lessons/second-order-methods/part-3/"
EXERCISE = "/exercises/newton-decrement/"
NOTE = "Written in a tunnel."
DRAFT = "def newton_decrement(gradient, hessian):\n    return 'a draft'\n"
KEPT_HERE = re.compile(r"^(saved on this device|could not sync, kept)$")
MISSING = "This page is not on this device"

ADDRESSES_KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const {url} of await (await caches.open(name)).keys())
            found.push(name.match(/pages-[\\w-]+|assets/)[0] + ' ' + new URL(url).pathname);
    return found;
}"""

# Nothing tells a page that the worker has stored something.
COPY_WAIT = """async ({path, wanted}) => {
    for (let turn = 0; turn < 500; turn += 1) {
        if (Boolean(await caches.match(path, {ignoreVary: true})) === wanted) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${path} is ${wanted ? "not kept" : "still kept"}`);
}"""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "service_workers": "allow"}


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(ADDRESSES_KEPT)
    return found


def visit(page: Page, path: str, *pieces: str) -> None:
    """Open a page and wait until it, and what its scripts fetched, is kept."""
    page.goto(path)
    page.evaluate("navigator.serviceWorker.ready")
    for piece in (path, *pieces):
        page.evaluate(COPY_WAIT, {"path": piece, "wanted": True})


REMOVAL_AWAIT = """
() => new Promise((resolve) => {
  const isDone = () => localStorage.getItem("descent-removal") === null;
  const look = () => (isDone() ? resolve() : requestAnimationFrame(look));
  look();
})
"""


def draft_write(page: Page) -> None:
    page.get_by_role("textbox", name="Your Python code").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(DRAFT)
    expect(page.locator("[data-draft-status]")).to_have_text(KEPT_HERE)


def databases(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "indexedDB.databases().then((found) => found.map(({name}) => name))"
    )
    return found


def test_a_visited_part_is_read_and_its_skill_check_answered_offline_and_synced_after(
    page: Page, context: BrowserContext
) -> None:
    visit(page, PART, f"{PART}questions/")
    expect(page.locator(".copied")).to_have_count(0)
    context.set_offline(True)
    page.reload()
    expect(page.locator(".copied")).to_have_text(re.compile(r"^Shown from this device, as of \d"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    question = page.locator("[data-skill-check] [data-question]").first
    expect(question.locator("[data-answer]")).to_be_enabled()
    question.get_by_role("radio").or_(question.get_by_role("checkbox")).first.check()
    question.locator("[data-answer]").click()
    expect(page.locator("[data-answered]")).to_have_text("1/4")
    page.get_by_label("Private notes").fill(NOTE)
    expect(page.locator("[data-notes-status]")).to_have_text(KEPT_HERE)
    page.reload()
    expect(page.locator("[data-answered]")).to_have_text("1/4")
    expect(page.get_by_label("Private notes")).to_have_value(NOTE)
    with (
        page.expect_response(lambda response: response.url.endswith("/practice/events")) as sent,
        page.expect_response(lambda response: "/api/v1/notes/" in response.url),
    ):
        context.set_offline(False)
    assert sent.value.status == 200
    page.reload()
    expect(page.locator("[data-answered]")).to_have_text("1/4")
    # What the server wrote into the page.
    assert "is_correct" in (page.locator("script[data-answers]").text_content() or "")
    expect(page.get_by_label("Private notes")).to_have_value(NOTE)


def test_an_exercise_keeps_its_draft_offline(page: Page, context: BrowserContext) -> None:
    visit(page, EXERCISE)
    context.set_offline(True)
    page.reload()
    draft_write(page)
    page.reload()
    expect(page.get_by_role("textbox", name="Your Python code")).to_contain_text("a draft")


def test_code_submitted_offline_waits_says_so_and_is_sent_once_with_its_receipt(
    page: Page, context: BrowserContext, site: Any
) -> None:
    visit(page, EXERCISE)
    context.set_offline(True)
    page.reload()
    draft_write(page)
    for _ in range(2):
        page.get_by_role("button", name="Run public checks").click()
        expect(page.locator("[data-progress-text]")).to_contain_text("Not sent")
    expect(page.locator("[data-progress-text]")).to_contain_text("kept on this device and will be")
    page.reload()
    expect(page.locator("[data-progress-text]")).to_contain_text("Not sent")
    context.set_offline(False)
    receipt = page.locator(".history-row")
    expect(receipt).to_have_count(1)
    expect(receipt).to_contain_text("public checks")
    page.reload()
    expect(receipt).to_have_count(1)
    with psycopg.connect(site.database_url) as database:
        sent = "SELECT count(*) FROM grader_submission WHERE code = %s"
        assert database.execute(sent, [DRAFT]).fetchone() == (1,)


def test_the_queue_is_there_offline(page: Page, context: BrowserContext) -> None:
    visit(page, "/practice/")
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("practi", re.I))


def test_a_page_never_visited_says_so_and_lists_those_that_were(
    page: Page, context: BrowserContext, axe: Axe
) -> None:
    visit(page, PART)
    title = page.title().removesuffix(" · Descent")
    context.set_offline(True)
    page.goto(OTHER_PART)
    expect(page.get_by_role("heading", level=1)).to_have_text(MISSING)
    axe.check(page)
    page.get_by_role("link", name=title).click()
    expect(page).to_have_title(f"{title} · Descent")
    page.goto(OTHER_PART)
    context.set_offline(False)
    expect(page.locator("[data-lesson]")).to_be_visible()


def test_the_api_and_other_pages_are_not_kept(page: Page, console: list[str]) -> None:
    visit(page, PART, f"{PART}questions/")
    page.goto("/accounts/login/")
    page.goto("/admin/login/")
    visit(page, EXERCISE)
    pages = [address for address in kept(page) if not address.startswith("assets /static/")]
    # The admin's pages name no icon, and browsers ask for one all the same.
    console[:] = [line for line in console if "/favicon.ico" not in line]
    assert set(pages) == {
        "assets /offline/",
        f"pages-guest {PART}",
        f"pages-guest {PART}questions/",
        f"pages-guest {EXERCISE}",
    }


def test_signing_in_and_signing_out_leave_no_copy_of_the_other_s_pages(
    page: Page, context: BrowserContext
) -> None:
    visit(page, PART)
    sign_up(page)
    assert not [address for address in kept(page) if "pages-guest" in address]
    visit(page, PART)
    other_tab = context.new_page()
    visit(other_tab, EXERCISE)
    sign_out(page)
    assert not [address for address in kept(page) if "pages-user" in address]
    context.set_offline(True)
    for path in (PART, EXERCISE):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text(MISSING)
    other_tab.reload()
    expect(other_tab.get_by_role("heading", level=1)).to_have_text(MISSING)


def test_a_session_that_ended_elsewhere_leaves_no_copy(page: Page, context: BrowserContext) -> None:
    sign_up(page)
    visit(page, PART)
    context.clear_cookies()
    page.goto("/search/")
    page.evaluate(COPY_WAIT, {"path": PART, "wanted": False})
    context.set_offline(True)
    page.goto(PART)
    expect(page.get_by_role("heading", level=1)).to_have_text(MISSING)


def test_signing_out_removes_the_account_from_this_browser_only_when_asked(
    page: Page, context: BrowserContext
) -> None:
    email = sign_up(page)
    account = page.locator("meta[name=learner]").get_attribute("content")
    page.goto(EXERCISE)
    context.set_offline(True)
    draft_write(page)
    page.route("**/api/v1/drafts/*", lambda route: route.abort())
    context.set_offline(False)
    page.goto("/accounts/logout/")
    expect(page.locator("[data-loss]")).to_contain_text("Only this browser has one change that")
    sign_out(page)
    assert f"descent-{account}" in databases(page)
    sign_in(page, email)
    page.goto(EXERCISE)
    expect(page.get_by_role("textbox", name="Your Python code")).to_contain_text("a draft")
    sign_out(page, removing=True)
    page.evaluate(REMOVAL_AWAIT)
    assert f"descent-{account}" not in databases(page)
