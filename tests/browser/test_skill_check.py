"""The skill check at the end of a part."""

import json

from playwright.sync_api import Locator, Page, expect

PART = "/lessons/second-order-methods/part-2/"


def answer(page: Page, question: Locator, *, right: bool) -> None:
    """Answer one question, rightly or wrongly."""
    if question.get_attribute("data-kind") == "numeric":
        value = float(question.get_attribute("data-answer-value") or "nan")
        question.get_by_role("textbox").fill(repr(value if right else 2 * value + 1))
    else:
        wanted = json.dumps("true" if right else "false")
        options = question.locator(f"input[data-correct={wanted}]")
        chosen = options.all() if right else options.all()[:1]
        for option in chosen:
            option.check()
    question.get_by_role("button", name="Check my answer").click()


def questions(page: Page) -> list[Locator]:
    return page.locator("[data-question]").all()


def test_four_answers_give_a_score_and_an_explanation_each(page: Page) -> None:
    page.goto(PART)
    expect(page.locator("[data-status]")).to_have_text("not attempted")
    expect(page.locator("[data-answered]")).to_have_text("0/4")
    found = questions(page)
    assert len(found) == 4
    for number, question in enumerate(found, start=1):
        answer(page, question, right=number != 2)
        expect(question.locator("[data-feedback]")).to_be_visible()
        expect(question.locator("[data-explanation]")).to_be_visible()
        expect(page.locator("[data-answered]")).to_have_text(f"{number}/4")
        expect(page.locator("[data-status]")).to_have_text("done" if number == 4 else "in progress")
    expect(page.locator("[data-score]")).to_contain_text("3")


def test_answers_survive_a_reload_and_reach_the_server(page: Page) -> None:
    page.goto(PART)
    with page.expect_response(lambda response: response.url.endswith("/practice/events")):
        answer(page, questions(page)[0], right=True)
    page.reload()
    expect(page.locator("[data-answered]")).to_have_text("1/4")
    page.evaluate(
        "indexedDB.databases().then(all => all.map(one => indexedDB.deleteDatabase(one.name)))"
    )
    page.reload()
    expect(page.locator("[data-answered]")).to_have_text("1/4")


def test_answers_given_offline_are_kept_and_sent_when_the_network_is_back(page: Page) -> None:
    page.goto(PART)
    page.context.set_offline(True)
    for question in questions(page):
        answer(page, question, right=True)
    expect(page.locator("[data-status]")).to_have_text("done")
    with page.expect_response(lambda response: response.url.endswith("/practice/events")) as sent:
        page.context.set_offline(False)
    assert sent.value.status == 200
    page.reload()
    expect(page.locator("[data-status]")).to_have_text("done")
    expect(page.locator("[data-answered]")).to_have_text("4/4")
