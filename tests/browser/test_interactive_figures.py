"""Figures of lessons that come to life: by keyboard, by pointer, and still without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.sight import WIDTHS_PX, fits

SLIDER_PART = "/lessons/gradient-descent/part-3/"
METHODS_PART = "/lessons/second-order-methods/part-2/"


def figure(page: Page, name: str) -> Locator:
    return page.locator("figure", has=page.locator(f'[data-interactive="{name}"]'))


@pytest.fixture
def slider(page: Page) -> Locator:
    page.goto(SLIDER_PART)
    return figure(page, "step-size")


@pytest.fixture
def methods(page: Page) -> Locator:
    page.goto(METHODS_PART)
    return figure(page, "three-methods")


def test_the_slider_by_keyboard_moves_the_path_and_changes_the_words(slider: Locator) -> None:
    eta = slider.get_by_role("slider", name="Step size η")
    told = slider.get_by_role("status")
    line = slider.locator(".live .live-line")
    expect(told).to_contain_text("the path zigzags")
    expect(slider).to_contain_text("0.850")
    before = line.get_attribute("d")
    eta.focus()
    eta.press("End")
    expect(told).to_contain_text("the path diverges")
    expect(told).to_contain_text("leaves the picture at step 3")
    expect(slider).to_contain_text("1.200")
    assert line.get_attribute("d") != before
    eta.press("Home")
    expect(told).to_contain_text("the path converges")
    expect(slider.locator(".still").first).to_be_hidden()


def test_a_click_starts_the_three_methods_there_and_says_how_each_ends(methods: Locator) -> None:
    picture = methods.locator("svg.drawing")
    told = methods.get_by_role("status")
    before = methods.locator("tbody").inner_text()
    picture.scroll_into_view_if_needed()
    picture.click()
    expect(told).to_have_text(re.compile(r"^From \(.+\): Newton, .+; Gradient descent, .+; Trust"))
    assert methods.locator("tbody").inner_text() != before
    expect(methods.locator("tbody tr")).to_have_count(3)


def test_the_keyboard_moves_the_start_in_short_and_long_steps(page: Page, methods: Locator) -> None:
    methods.get_by_role("button", name="On the ridge").click()
    told = methods.get_by_role("status")
    expect(told).to_contain_text("From (0, 0.8): Newton, 1 iteration, ends at (0, 0), the saddle")
    expect(told).to_contain_text("Trust region, 6 iterations, ends at (1, 0), a minimum.")
    plot = methods.get_by_role("application")
    plot.focus()
    plot.press("ArrowLeft")
    expect(told).to_contain_text("From (−0.05, 0.8)")
    plot.press("Shift+ArrowDown")
    expect(told).to_contain_text("From (−0.05, 0.55)")
    for _ in range(20):
        plot.press("Shift+ArrowRight")
    expect(told).to_contain_text("From (1.8, 0.55)")
    expect(page).to_have_url(re.compile(re.escape(METHODS_PART)))


def test_a_tap_places_the_start(browser: Browser, base_url: str) -> None:
    context = browser.new_context(
        base_url=base_url, has_touch=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(METHODS_PART)
    methods = figure(page, "three-methods")
    methods.get_by_role("button", name="In a valley").wait_for()
    methods.locator("[data-interactive]").tap()
    expect(methods.get_by_role("status")).to_contain_text("From (")
    context.close()


@pytest.mark.parametrize("width_px", WIDTHS_PX.values())
def test_axe_finds_nothing_in_a_figure_that_is_alive(page: Page, axe: Any, width_px: int) -> None:
    page.set_viewport_size({"width": width_px, "height": 900})
    for part, name in ((SLIDER_PART, "step-size"), (METHODS_PART, "three-methods")):
        page.emulate_media(color_scheme="light")
        page.goto(part)
        expect(figure(page, name).locator(".live-controls")).to_be_visible()
        axe.check(page, within=f'figure:has([data-interactive="{name}"])')
        fits(page)
        page.emulate_media(color_scheme="dark")
        axe.check_colours(page, within=f'figure:has([data-interactive="{name}"])')


def test_without_scripts_the_still_picture_is_whole_and_has_no_controls(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    for part, name in ((SLIDER_PART, "step-size"), (METHODS_PART, "three-methods")):
        page.goto(part)
        shown = figure(page, name)
        expect(shown.locator("svg .still").first).to_be_visible()
        expect(shown.locator("input, button, table")).to_have_count(0)
        expect(shown.get_by_role("application")).to_have_count(0)
    context.close()
