"""Every page as a picture: light and dark, phone and desk, with nothing for axe to find."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"
PAGES = {
    "course": "/",
    "lesson": "/lessons/second-order-methods/",
    "part": "/lessons/second-order-methods/part-2/",
    "exercises": "/exercises/",
    "exercise": "/exercises/newton-decrement/",
    "exercise-gpu": "/exercises/kfac-step/",
    "practice": "/practice/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "missing": "/no/such/page/",
}
WIDTHS_PX = {"phone": 390, "desk": 1440}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", list(WIDTHS_PX))
@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_has_no_fault_that_axe_finds_and_fits_its_width(
    browser: Browser,
    base_url: str,
    axe: Callable[[Page], None],
    name: str,
    width: str,
    theme: str,
) -> None:
    context = browser.new_context(
        base_url=base_url,
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        viewport={"width": WIDTHS_PX[width], "height": 900},
        locale="en-GB",
    )
    page = context.new_page()
    page.goto(PAGES[name])
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{width}-{theme}.png", full_page=name != "part")
    axe(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the screen"
    context.close()


def test_the_keyboard_reaches_the_text_first_and_shows_where_it_is(page: Page) -> None:
    page.goto("/lessons/second-order-methods/part-2/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert re.search("skip", focused.inner_text(), re.IGNORECASE)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_the_theme_is_chosen_and_remembered(page: Page) -> None:
    page.goto("/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-theme-toggle]").click()
    chosen = page.evaluate("document.documentElement.dataset.theme")
    page.goto("/practice/")
    assert page.evaluate("document.documentElement.dataset.theme") == chosen
    if chosen == "dark":
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
