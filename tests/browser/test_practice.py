"""Practice as a learner meets it: by keys alone, with and without a network or scripts."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.browser.conftest import Axe
from tests.browser.sight import looked_at

CARD = "[data-card]"
Ready = Callable[..., Page]


@pytest.fixture
def ready(page: Page) -> Ready:
    """Return a function that opens the page and waits until its scripts listen."""

    def ready(address: str = "/practice/") -> Page:
        page.goto(address)
        expect(page.locator(f"{CARD} [data-answer]")).to_be_enabled()
        return page

    return ready


def answer_by_keys(page: Page) -> None:
    """Answer whatever kind of question stands there, rightly or not."""
    if page.locator(f"{CARD} .options").count():
        page.keyboard.press("1")
        page.keyboard.press("Enter")
    elif page.locator(f"{CARD} [data-steps]").count():
        page.locator(f"{CARD} [data-move='1']").first.focus()
        page.keyboard.press("Enter")
        page.locator(f"{CARD} [data-answer]").focus()
        page.keyboard.press("Enter")
    else:
        if not page.locator(f"{CARD} [data-question] input:focus").count():
            page.keyboard.press("Enter")
        page.keyboard.type("1")
        page.keyboard.press("Enter")
    expect(page.locator(f"{CARD} [data-feedback]")).to_be_visible()


def item_of(page: Page) -> str:
    return str(page.locator(CARD).get_attribute("data-item"))


def next_by_key(page: Page) -> None:
    before = item_of(page)
    page.keyboard.press("n")
    expect(page.locator(f"{CARD}:not([data-item='{before}'])")).to_be_visible()


def said(page: Page, key: str) -> None:
    before = item_of(page)
    page.keyboard.press(key)
    expect(page.locator(f"{CARD}:not([data-item='{before}'])")).to_be_visible()


def test_a_newcomer_is_told_what_to_do_next_and_why(ready: Ready) -> None:
    page = ready()
    expect(page.locator(f"{CARD} [data-question]")).to_be_visible()
    expect(page.locator("[data-reason]")).to_contain_text("new to you")
    expect(page.locator("[data-bar-text=practised]")).to_contain_text("%")


def test_a_whole_session_goes_by_keys_alone(ready: Ready) -> None:
    page = ready()
    seen = []
    for _ in range(6):
        if page.locator(f"{CARD}[data-kind=exercise]").count():
            before = item_of(page)
            page.keyboard.press("l")
            expect(page.locator(f"{CARD}:not([data-item='{before}'])")).to_be_visible()
            continue
        seen.append(item_of(page))
        answer_by_keys(page)
        expect(page.locator("[data-changes-list] li").first).to_contain_text("% now,")
        next_by_key(page)
    assert len(set(seen)) == len(seen) >= 3
    with page.expect_navigation():
        page.locator(".history-all a").click()
    expect(page.locator(".history-row")).to_have_count(len(seen))


def test_keys_write_while_a_field_has_the_focus_and_can_be_turned_off(ready: Ready) -> None:
    page = ready()
    before = item_of(page)
    page.locator(".practice-settings summary").click()
    page.get_by_label("Minutes a day").focus()
    for key in "il1n":
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Keys are on").uncheck()
    for key in ("i", "l", "h", "1", "n", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(CARD)).to_have_attribute("data-item", before)
    expect(page.locator(f"{CARD} :checked")).to_have_count(0)
    page.reload()
    page.get_by_text("Keys", exact=True).click()
    expect(page.get_by_label("Keys are on")).not_to_be_checked()


def test_too_hard_brings_what_it_builds_on(ready: Ready) -> None:
    page = ready()
    # A newcomer begins with what builds on nothing.
    while "builds on" not in page.locator("[data-reason]").inner_text():
        said(page, "l")
    said(page, "h")
    expect(page.locator("[data-reason]")).to_contain_text(
        "What just gave you trouble builds on it."
    )


def test_who_knows_it_is_asked_to_show_it(ready: Ready) -> None:
    page = ready()
    before = item_of(page)
    page.keyboard.press("i")
    expect(page.locator(f"{CARD}:not([data-item='{before}'])")).to_be_visible()
    expect(page.locator("[data-reason]")).to_contain_text("You said that you know it")


def is_settings_put(response: Response) -> bool:
    return response.url.endswith("/practice/settings") and response.request.method == "PUT"


def test_settings_wait_for_the_network_and_reach_another_device(
    ready: Ready, context: BrowserContext, browser: Browser, base_url: str
) -> None:
    page = ready()
    # Whoever has done something is a guest whom a second device can share.
    page.keyboard.press("l")
    expect(page.locator("[data-sync-status]").first).to_have_text("synced")
    exam = date.today() + timedelta(days=40)
    page.locator(".practice-settings summary").click()
    context.set_offline(True)
    page.get_by_label("Your exam").fill(exam.isoformat())
    page.get_by_label("Minutes a day").fill("25")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-settings-status]")).to_have_text("Saved on this device.")
    expect(page.locator("[data-settings-summary]")).to_contain_text("25 min a day")
    with page.expect_response(is_settings_put):
        context.set_offline(False)
    other = browser.new_context(base_url=base_url, service_workers="block")
    other.add_cookies(context.cookies())  # type: ignore[arg-type]
    second = other.new_page()
    second.goto("/practice/")
    summary = second.locator("[data-settings-summary]")
    expect(summary).to_contain_text(f"Exam on {exam.day} {exam:%b %Y}")
    expect(summary).to_contain_text("25 min a day")
    other.close()


def test_settings_that_wait_are_sent_by_whatever_page_is_open(
    ready: Ready, context: BrowserContext
) -> None:
    page = ready()
    other = context.new_page()
    other.goto("/exercises/newton-decrement/")
    # It stands once this device's own database is open.
    expect(other.locator(".cm-content")).to_be_visible()
    page.locator(".practice-settings summary").click()
    context.set_offline(True)
    page.get_by_label("Minutes a day").fill("25")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-settings-status]")).to_have_text("Saved on this device.")
    page.close()
    with other.expect_response(is_settings_put) as sent:
        context.set_offline(False)
    assert sent.value.json()["minutes_a_day"]["value"] == 25


def test_a_past_exam_is_not_taken(ready: Ready) -> None:
    page = ready()
    page.locator(".practice-settings summary").click()
    page.get_by_label("Your exam").fill("2020-01-31")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("That day has passed")).to_be_visible()
    expect(page.get_by_label("Your exam")).to_be_focused()
    expect(page.locator("[data-settings-summary]")).to_have_text("Set your exam and minutes a day")


def test_a_day_that_is_done_says_so_and_still_offers_more(ready: Ready) -> None:
    page = ready()
    page.locator(".practice-settings summary").click()
    page.get_by_label("Minutes a day").fill("5")
    with page.expect_response("**/practice/settings"):
        page.get_by_role("button", name="Save").click()
    spend(page, minutes=6)
    page.reload()
    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    expect(page.locator("[data-next-item]")).to_be_hidden()
    page.get_by_role("button", name="Practise more").click()
    expect(page.locator("[data-next-item]")).to_be_visible()
    expect(page.locator("[data-done-note]")).to_be_hidden()


def spend(page: Page, *, minutes: int) -> None:
    """Let this guest have spent minutes on sending code."""
    sent = page.evaluate(
        """async (duration_ms) => {
          const event = { id: crypto.randomUUID(), seq: 1, kind: "exercise_submit", item_id: "x",
            t_client_ms: Date.now(), tz_offset_min: -new Date().getTimezoneOffset(), duration_ms };
          const token = document.querySelector("meta[name=csrf-token]").content;
          const answer = await fetch("/api/v1/practice/events", {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token },
            body: JSON.stringify({ device_id: crypto.randomUUID(), events: [event] }),
          });
          return answer.status;
        }""",
        minutes * 60_000,
    )
    assert sent == 200


def test_a_session_of_five_minutes_holds_what_fits(ready: Ready) -> None:
    page = ready()
    with page.expect_response("**/practice/next?minutes=5.00"):
        page.locator("[data-session='5']").click()
    expect(page.locator("[data-today-text]")).to_have_text("0 of 5 min now")
    expect(page.locator("[data-plan-title]")).to_contain_text("within 5 min")
    expect(page.locator("[data-then] li")).to_have_count(2)
    page.reload()
    expect(page.locator("[data-session='5']")).to_have_attribute("aria-current", "true")


def test_an_answer_without_a_network_is_kept_and_the_next_question_comes(
    page: Page, ready: Ready, context: BrowserContext
) -> None:
    # The last that a device fetches to plan on its own.
    with page.expect_response("**/practice/state"):
        ready()
    first = item_of(page)
    context.set_offline(True)
    answer_by_keys(page)
    expect(page.locator("[data-changes-list] li").first).to_contain_text("% now,")
    next_by_key(page)
    expect(page.locator(f"{CARD} [data-question]")).to_be_visible()
    with page.expect_response("**/practice/events") as sent:
        context.set_offline(False)
    events = json.loads(sent.value.request.post_data or "")["events"]
    assert [event["item_id"] for event in events] == [first]


def test_a_past_answer_can_be_looked_at_again(ready: Ready) -> None:
    page = ready()
    answer_by_keys(page)
    expect(page.locator("[data-changes-list] li").first).to_be_visible()
    expect(page.locator("[data-sync-status]").first).to_have_text("synced")
    page.goto("/practice/history/")
    page.locator(".history-name a").click()
    expect(page.locator(".answered .feedback-verdict")).to_be_visible()


def test_without_scripts_the_page_shows_the_question_and_leads_to_it(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/practice/")
    expect(page.locator(f"{CARD} [data-prompt]")).to_be_visible()
    expect(page.locator("[data-say]").first).to_be_hidden()
    page.locator(".practice-settings summary").click()
    page.get_by_label("Minutes a day").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-settings-summary]")).to_contain_text("20 min a day")
    page.get_by_role("link", name="15 min").click()
    expect(page.locator("[data-session='15']")).to_have_attribute("aria-current", "true")
    item = item_of(page)
    page.get_by_role("link", name="Answer it in its part").click()
    expect(page).to_have_url(re.compile(f"#{item}$"))
    context.close()


def test_the_page_is_open_to_everyone(page: Page, axe: Axe) -> None:
    page.goto("/practice/")
    expect(page.locator(f"{CARD} [data-answer]")).to_be_enabled()
    page.locator(".practice-settings summary").click()
    axe.check(page)
    answer_by_keys(page)
    expect(page.locator("[data-changes-list] li").first).to_be_visible()
    looked_at(page, axe, "practice-answered")
    expect(page.locator("[data-sync-status]").first).to_have_text("synced")
    page.goto("/practice/history/")
    looked_at(page, axe, "history")
    page.locator(".history-name a").first.click()
    looked_at(page, axe, "history-answer")
