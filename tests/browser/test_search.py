"""Search: the box that `/` opens, the page behind it, and both without a mouse or a script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Axe
from tests.browser.sight import looked_at

PART = "/lessons/second-order-methods/part-3/"


def test_slash_opens_typing_finds_and_enter_opens_the_page(page: Page, axe: Axe) -> None:
    page.goto(PART)
    link = page.get_by_role("link", name="Search")
    link.focus()
    page.keyboard.press("/")
    box = page.get_by_role("dialog", name="Search")
    field = box.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("lbfgs")
    expect(box.get_by_role("status").first).to_have_text(re.compile(r"\d+ results"))
    first = box.locator("[data-hit]").first
    expect(first).to_contain_text("L-BFGS")
    axe.check(page, within="dialog[open]")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = box.locator("[data-hit]").nth(1)
    expect(second).to_be_focused()
    address = second.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(str(address)) + "$"))


def test_the_first_result_leads_within_the_page_that_is_open(page: Page) -> None:
    page.goto(PART)
    with page.expect_response(re.compile(r"/search/results/\?q=l-bfgs$")):
        page.keyboard.press("/")
        page.keyboard.type("l-bfgs")
    first = page.get_by_role("dialog").locator("[data-hit]").first
    expect(first).to_contain_text("L-BFGS")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#so-5\.3$"))
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_slash_in_the_notes_is_a_slash(page: Page) -> None:
    page.goto(PART)
    page.get_by_label("Private notes").press("/")
    expect(page.get_by_label("Private notes")).to_have_value("/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_slash_in_the_code_editor_is_a_slash(page: Page) -> None:
    page.goto("/exercises/l-bfgs/")
    editor = page.locator(".cm-content")
    editor.press("/")
    expect(editor).to_contain_text("/")
    expect(page.get_by_role("dialog", name="Search")).to_have_count(0)


def test_the_key_turned_off_stays_off(page: Page) -> None:
    page.goto(PART)
    page.get_by_role("link", name="Search").click()
    page.get_by_role("checkbox", name="key opens this").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type("x")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_works_without_scripts(browser: Browser, base_url: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, base_url=base_url, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(PART)
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    page.get_by_role("searchbox").fill("newtons method")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".search-hit").first).to_contain_text("Newton")
    page.get_by_role("link", name=re.compile("^Sections")).click()
    expect(page.locator(".search-hit .tag").first).to_have_text("Section")
    page.locator(".search-hit a").first.click()
    expect(page).to_have_url(re.compile(r"/lessons/.*/part-\d/#"))
    context.close()


@pytest.mark.parametrize("query", ["newton", "hesian", "zeppelin", ""])
def test_the_page_is_accessible_and_does_not_scroll_sideways(
    page: Page, axe: Axe, query: str
) -> None:
    page.goto(f"/search/?q={query}")
    looked_at(page, axe, f"search-{query or 'nothing'}")


def test_the_box_fits_a_phone(page: Page, axe: Axe) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(PART)
    page.get_by_role("link", name="Search").click()
    page.keyboard.type("newton")
    box = page.get_by_role("dialog", name="Search")
    expect(box.locator("[data-hit]").first).to_be_visible()
    inner = "each => each.scrollWidth <= each.clientWidth"
    assert box.evaluate(inner)
    assert box.locator(".search-found").evaluate(inner)
    axe.check(page, within="dialog[open]")
