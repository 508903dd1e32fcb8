"""The text of a part beside an exercise or the notes."""

import re
from typing import Any

from playwright.sync_api import Browser, Page, expect

PART = "/lessons/second-order-methods/part-2/"
EXERCISE = "/exercises/newton-decrement/"


def test_an_exercise_opens_beside_the_text_and_stays_there_after_a_reload(page: Page) -> None:
    page.goto(PART)
    page.get_by_role("combobox", name="Beside the text").select_option(EXERCISE)
    frame = page.frame_locator("[data-beside] iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Newton decrement")
    expect(frame.locator(".site-header")).to_be_hidden()
    expect(page.get_by_role("heading", name="Geometry of Newton decrement")).to_be_visible()
    page.reload()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Newton decrement")
    page.get_by_role("link", name="Open on its own page").click()
    expect(page).to_have_url(re.compile(EXERCISE + "$"))
    expect(page.locator(".site-header")).to_be_visible()


def test_the_exercise_beside_the_text_leads_the_whole_window_away(page: Page) -> None:
    page.goto(f"{PART}?beside={EXERCISE}")
    frame = page.frame_locator("[data-beside] iframe")
    # No statement has a link of its own yet.
    frame.locator(".statement .prose").evaluate(
        "(prose) => prose.append("
        "Object.assign(document.createElement('a'), {href: '/map/', textContent: 'Map'}))"
    )
    frame.get_by_role("link", name="Map").click()
    expect(page.locator("[data-beside] iframe")).to_have_count(0)
    expect(page).to_have_url(re.compile("/map/$"))


def test_the_bar_between_moves_by_keyboard_within_its_bounds(page: Page, axe: Any) -> None:
    page.goto(f"{PART}?beside=notes")
    bar = page.get_by_role("separator", name="Width of the text")
    before = page.locator("#main").bounding_box()
    bar.focus()
    page.keyboard.press("ArrowLeft")
    expect(bar).to_have_attribute("aria-valuenow", "45")
    after = page.locator("#main").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] < before["width"]
    page.keyboard.press("End")
    expect(bar).to_have_attribute("aria-valuenow", "70")
    expect(page).to_have_url(re.compile("beside=notes"))
    axe.check(page)


def test_a_narrow_window_and_one_without_scripts_keep_one_column(
    browser: Browser, base_url: str
) -> None:
    for narrow in ({"viewport": {"width": 390, "height": 800}}, {"java_script_enabled": False}):
        context = browser.new_context(base_url=base_url, **narrow)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{PART}?beside=notes")
        expect(page.get_by_role("combobox", name="Beside the text")).to_be_hidden()
        expect(page.get_by_label("Private notes")).to_be_visible()
        expect(page.locator("[data-split-bar]")).to_be_hidden()
        context.close()
