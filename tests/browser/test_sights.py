"""Every page as a picture: light and dark, phone and desk, with nothing for axe to find."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe
from tests.browser.sight import WIDTHS_PX, looked_at

PAGES = {
    "course": "/",
    "lesson": "/lessons/second-order-methods/",
    "part": "/lessons/second-order-methods/part-2/",
    "part-so-3": "/lessons/second-order-methods/part-3/",
    "part-ol-2": "/lessons/optimization-landscape/part-2/",
    "part-gd-3": "/lessons/gradient-descent/part-3/",
    "notebook": "/lessons/second-order-methods/notebook/",
    "concepts": "/lessons/optimization-landscape/concepts/",
    "map": "/map/",
    "exercises": "/exercises/",
    "exercise": "/exercises/newton-decrement/",
    "exercise-gpu": "/exercises/kfac-step/",
    "practice": "/practice/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "missing": "/no/such/page/",
}


@pytest.mark.parametrize("width", list(WIDTHS_PX))
@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_has_no_fault_that_axe_finds_and_fits_its_width(
    page: Page, axe: Axe, name: str, width: str
) -> None:
    page.goto(PAGES[name])
    # A part is long, and another part of the same kind has nothing new on a phone.
    is_twin = name.startswith("part-") and width == "phone"
    is_whole = not name.startswith("part")
    looked_at(page, axe, name, widths=[width], full_page=is_whole, is_checked=not is_twin)


def test_the_keyboard_reaches_the_text_first_and_shows_where_it_is(page: Page) -> None:
    page.goto("/lessons/second-order-methods/part-2/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert re.search("skip", focused.inner_text(), re.IGNORECASE)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_the_theme_is_chosen_and_remembered(page: Page) -> None:
    page.goto("/")
    page.locator("[data-theme-toggle]").click()
    chosen = page.evaluate("document.documentElement.dataset.theme")
    assert chosen in {"light", "dark"}
    page.goto("/practice/")
    assert page.evaluate("document.documentElement.dataset.theme") == chosen
