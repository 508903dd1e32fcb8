"""The queue knows of the skill check and of the exercise just done."""

from pathlib import Path

from playwright.sync_api import Page, expect

EXERCISE = "newton-decrement"
SOLUTIONS = (
    Path(__file__).resolve().parents[2]
    / "exercises/library/second-order-methods"
    / EXERCISE
    / "solutions/wrong"
)


def test_a_newcomer_is_told_what_to_do_next_and_why(page: Page) -> None:
    page.goto("/practice/")
    expect(page.locator(".next-name")).to_be_visible()
    expect(page.locator(".next-reason")).to_contain_text("new to you")


def test_the_queue_follows_what_was_just_done(page: Page) -> None:
    page.goto("/lessons/second-order-methods/part-2/#so-2-q1")
    question = page.locator("[data-question=so-2-q1]")
    question.locator("input[data-correct=true]").first.check()
    with page.expect_response(lambda response: response.url.endswith("/practice/events")):
        question.get_by_role("button", name="Check my answer").click()
    page.goto(f"/exercises/{EXERCISE}/")
    page.get_by_role("textbox", name="Your Python code").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text((SOLUTIONS / "squared.py").read_text())
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".history-row").first).to_contain_text("failed", timeout=60_000)
    page.goto("/practice/")
    history = page.get_by_role("region", name="History").or_(page.locator(".practice"))
    expect(history.last).to_contain_text("checks passed")
    expect(page.locator(".practice")).to_contain_text("Newton decrement")
