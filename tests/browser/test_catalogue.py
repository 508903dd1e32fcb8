"""The catalogue with as many exercises as the course has: filters, search, keyboard, no script."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from exercises.format.loading import exercises_list
from tests.browser.conftest import Axe
from tests.browser.sight import looked_at

NEWTON = "second-order-methods"


@pytest.fixture(scope="module")
def many() -> int:
    """How many exercises the course has."""
    return len(exercises_list())


def rows(page: Page) -> Any:
    return page.locator("[data-row]:visible")


def test_the_catalogue_filters_while_typing_and_the_address_keeps_in_step(
    page: Page, many: int
) -> None:
    page.goto("/exercises/")
    count = page.locator("[data-count]")
    expect(count).to_have_text(f"{many} of {many} exercises")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("link", name="Clear filters")).to_be_hidden()
    page.get_by_role("searchbox", name="Search").press_sequentially("k-fac step")
    expect(rows(page)).to_have_count(1)
    expect(count).to_have_text(f"1 of {many} exercises")
    expect(page).to_have_url(re.compile(r"\?q=k-fac\+step$"))
    expect(page.get_by_role("heading", level=2)).to_have_text(["Second-Order Methods"])
    page.reload()
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("k-fac step")


def test_filters_join_and_one_link_clears_them(page: Page, many: int) -> None:
    page.goto("/exercises/")
    page.get_by_label("Lesson").select_option(NEWTON)
    page.get_by_label("Level").select_option("1")
    expect(page).to_have_url(re.compile(rf"\?lesson={NEWTON}&level=1$"))
    few = rows(page).count()
    assert 0 < few < many / 3
    page.get_by_label("Your state").select_option("passed")
    expect(rows(page)).to_have_count(0)
    expect(page.get_by_text("No exercise meets all of these.")).to_be_visible()
    page.get_by_role("link", name="clear them all").click()
    expect(rows(page)).to_have_count(many)
    expect(page).to_have_url(re.compile(r"/exercises/$"))
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.goto("/exercises/")
    page.get_by_role("searchbox", name="Search").focus()
    page.keyboard.type("newton decrement measure")
    expect(rows(page)).to_have_count(1)
    # Lesson, concept, level, device, state; then the link that clears, and the first exercise.
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Your state")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_label("Your state")).to_have_value("not begun")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Clear filters")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/exercises/[a-z-]+/$"))


def test_going_back_finds_the_catalogue_as_it_was_left(page: Page) -> None:
    page.goto("/exercises/")
    page.get_by_role("searchbox", name="Search").fill("so13")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("link", name="Two-loop recursion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-loop recursion")
    page.go_back()
    expect(rows(page)).to_have_count(1)


def test_without_javascript_the_form_asks_the_server(
    browser: Browser, base_url: str, many: int
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/exercises/")
    page.get_by_label("Lesson").select_option("gradient-descent")
    page.get_by_label("Concept").select_option("wolfe-conditions")
    page.get_by_role("button", name="Show").click()
    expect(rows(page)).to_have_count(1)
    expect(page.locator("[data-count]")).to_have_text(f"1 of {many} exercises")
    expect(page.get_by_label("Concept")).to_have_value("wolfe-conditions")
    page.get_by_role("link", name="Clear filters").click()
    expect(rows(page)).to_have_count(many)
    context.close()


@pytest.mark.parametrize("query", ["", "?q=newton", "?q=there+is+none"])
def test_axe_finds_nothing_in_a_full_a_short_and_an_empty_catalogue(
    page: Page, axe: Axe, query: str
) -> None:
    page.goto(f"/exercises/{query}")
    looked_at(page, axe, f"catalogue-{query[3:6] or 'full'}", full_page=False)


def test_the_printed_catalogue_holds_what_is_shown_and_no_form(page: Page) -> None:
    page.goto("/exercises/?q=newton+decrement+measure")
    page.emulate_media(media="print")
    expect(page.locator("[data-filters]")).to_be_hidden()
    expect(rows(page)).to_have_count(1)


def test_a_printed_exercise_is_its_statement_and_starter(page: Page) -> None:
    page.goto("/exercises/newton-decrement/")
    starter = page.locator(".print-only")
    expect(starter).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="What to write")).to_be_visible()
    expect(starter).to_contain_text("def newton_decrement")
    for absent in (".bench", ".statement-tools", ".block-hint", ".site-nav", ".limits + .bench"):
        expect(page.locator(absent).first).to_be_hidden()


def test_an_exercise_is_had_as_a_notebook(page: Page) -> None:
    page.goto("/exercises/newton-decrement/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Notebook").click()
    assert download.value.suggested_filename == "newton-decrement.ipynb"
    notebook = json.loads(Path(download.value.path()).read_text())
    assert notebook["nbformat"] == 4
