"""Every page as a picture: light and dark, phone and desk, with nothing for axe to find."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"
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
WIDTHS_PX = {"phone": 390, "desk": 1440}


@pytest.mark.parametrize("width", list(WIDTHS_PX))
@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_has_no_fault_that_axe_finds_and_fits_its_width(
    page: Page, axe: Any, name: str, width: str
) -> None:
    page.set_viewport_size({"width": WIDTHS_PX[width], "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(PAGES[name])
    page.evaluate("document.fonts.ready")
    picture(page, name, width, "light")
    # A part is long, and another part of the same kind has nothing new on a phone.
    is_twin = name.startswith("part-") and width == "phone"
    if not is_twin:
        axe.check(page)
    overflow_px = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow_px <= 0, f"the page is {overflow_px} px wider than the screen"
    page.emulate_media(color_scheme="dark")
    picture(page, name, width, "dark")
    if not is_twin:
        axe.check_colours(page)


def picture(page: Page, name: str, width: str, theme: str) -> None:
    """Keep a picture for people to look at; a whole part is too long for one."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}-{width}-{theme}.png"
    page.screenshot(path=path, full_page=not name.startswith("part"))


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
