"""Choosing a device that no grader is up for: `make run` starts none for a GPU, so this is real."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Axe
from tests.browser.sight import PICTURES, looked_at
from tests.browser.test_exercise import GRADING_LIMIT_MS, solution, wait_for_result, write

SLUG = "kfac-step"
NOTICE = "No GPU grader is up right now."


@pytest.fixture
def waiting(page: Page) -> Page:
    """The page of an exercise whose submission waits for a GPU."""
    page.goto(f"/exercises/{SLUG}/")
    write(page, solution(SLUG, "correct"))
    page.get_by_label("Device").select_option("cuda")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("button", name="Grade on CPU instead")).to_be_visible()
    return page


def test_the_choice_says_what_is_not_up_and_starts_at_the_cpu(page: Page, axe: Axe) -> None:
    page.goto(f"/exercises/{SLUG}/")
    expect(
        page.get_by_text(f"{NOTICE} Grade on CPU, or send it to GPU and it waits.")
    ).to_be_visible()
    device = page.get_by_label("Device")
    expect(device).to_have_value("cpu")
    expect(device).to_have_accessible_description(re.compile(NOTICE))
    page.goto("/exercises/newton-decrement/")
    expect(page.get_by_text(NOTICE)).to_have_count(0)


def gpu_grader_pretend(page: Page) -> None:
    """Change the site's answer on its way: no GPU grader can start on a machine without a GPU."""
    page.route(
        f"**/api/v1/exercises/{SLUG}",
        lambda route: route.fulfill(json={**route.fetch().json(), "devices_up": ["cpu", "cuda"]}),
    )


def test_the_choice_looks_again_when_a_learner_turns_to_it(page: Page) -> None:
    page.goto(f"/exercises/{SLUG}/")
    notice = page.locator("[data-device-notice]")
    expect(notice).to_be_visible()
    gpu_grader_pretend(page)
    page.get_by_label("Device").focus()
    expect(notice).to_be_hidden()


def test_the_choice_looks_again_for_who_was_there_before_its_script(page: Page) -> None:
    seen: list[bool] = []

    def turn_first(route: Route) -> None:
        script = route.fetch()
        if "[data-device-notice]" in script.text():
            page.get_by_label("Device").focus()
            seen.append(page.locator("[data-device-notice]").is_visible())
        route.fulfill(response=script)

    gpu_grader_pretend(page)
    page.route("**/*.js", turn_first)
    page.goto(f"/exercises/{SLUG}/")
    expect(page.locator("[data-device-notice]")).to_be_hidden()
    expect(page.get_by_label("Device")).to_be_focused()
    assert seen == [True]


def test_who_waits_for_a_gpu_gets_the_cpu_with_one_key(waiting: Page, axe: Axe) -> None:
    page = waiting
    expect(page.locator("[data-progress-text]")).to_contain_text("no grader is up for it")
    expect(page.locator("[data-results]")).to_contain_text(f"{NOTICE} Your code is kept")
    axe.check(page)
    page.get_by_role("button", name="Grade on CPU instead").focus()
    page.keyboard.press("Enter")
    wait_for_result(page, "passed")
    expect(page.locator(".history-row")).to_have_count(2)
    expect(page.locator(".history-row").last).to_contain_text("withdrawn")
    expect(page.locator("[data-results]")).to_contain_text("CPU")
    page.locator(".history-row a").last.click()
    expect(page.locator("[data-results]")).to_contain_text("went to CPU instead")
    page.reload()
    expect(page.locator(".history-row").first).to_contain_text("passed")


def test_the_wait_survives_a_reload_and_a_stream_that_fails(waiting: Page) -> None:
    page = waiting
    page.route("**/events?**", lambda route: route.abort())
    page.reload()
    button = page.get_by_role("button", name="Grade on CPU instead")
    expect(button).to_be_visible()
    # The panel asks for itself every second; the keyboard's place in it stays.
    button.focus()
    with page.expect_response("**/panel/"):
        pass
    with page.expect_response("**/panel/"):
        pass
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-results]")).to_contain_text("Passed", timeout=GRADING_LIMIT_MS)


def test_the_wait_has_its_picture(waiting: Page, axe: Axe) -> None:
    looked_at(waiting, axe, "waiting", within="[data-results]", full_page=False)


def test_without_scripts_the_wait_is_told(waiting: Page, browser: Any, base_url: str) -> None:
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, storage_state=waiting.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"/exercises/{SLUG}/")
    expect(page.locator("[data-results]")).to_contain_text(f"{NOTICE} Your code is kept")
    expect(page.get_by_role("button", name="Grade on CPU instead")).to_be_hidden()
    page.screenshot(path=PICTURES / "waiting-no-script.png")
    context.close()
