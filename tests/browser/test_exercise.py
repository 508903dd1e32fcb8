"""Writing code, running it, and reading what the grader says."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.sight import PICTURES

LIBRARY = Path(__file__).resolve().parents[2] / "exercises" / "library" / "second-order-methods"
GRADING_LIMIT_MS = 60_000
OUTBOX_KINDS = """
() => new Promise((resolve) => {
  indexedDB.open("descent-guest").onsuccess = ({ target: { result: db } }) => {
    const request = db.transaction("outbox").objectStore("outbox").getAll();
    request.onsuccess = () => { db.close(); resolve(request.result.map(({ kind }) => kind)); };
  };
})
"""


def solution(slug: str, kind: str, name: str = "*") -> str:
    return min((LIBRARY / slug / "solutions" / kind).glob(f"{name}.py")).read_text()


def write(page: Page, code: str) -> None:
    """Replace the editor's text as a person would: select all, paste."""
    editor = page.get_by_role("textbox", name="Your Python code")
    editor.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(code)


def wait_for_result(page: Page, verdict: str) -> None:
    expect(page.locator(".history-row").first).to_contain_text(verdict, timeout=GRADING_LIMIT_MS)


def test_the_statement_and_starter_are_there_to_begin_with(page: Page) -> None:
    page.goto("/exercises/")
    page.get_by_role("link", name="Newton decrement").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Newton decrement")
    expect(page.get_by_role("textbox", name="Your Python code")).to_contain_text(
        "def newton_decrement"
    )
    expect(page.locator("[data-check-id]").first).to_be_visible()


@pytest.mark.parametrize("slug", ["newton-decrement", "two-loop-recursion", "kfac-step"])
def test_a_correct_solution_passes_every_check_while_progress_is_shown(
    page: Page, slug: str
) -> None:
    page.goto(f"/exercises/{slug}/")
    write(page, solution(slug, "correct"))
    seen: list[str] = []
    page.expose_function("noteProgress", lambda text: seen.append(text))  # noqa: PLW0108 (a built-in cannot be exposed)
    page.evaluate(
        """() => new MutationObserver(() =>
            noteProgress(document.querySelector('[data-progress-text]').textContent)
        ).observe(document.querySelector('[data-progress-text]'),
                  {childList: true, characterData: true, subtree: true})"""
    )
    page.get_by_role("button", name="Submit").click()
    wait_for_result(page, "passed")
    checks = page.locator("[data-results] .check")
    assert checks.count() >= 4
    for check in checks.all():
        expect(check).to_have_attribute("data-verdict", "passed")
    assert any(re.search(r"check \d+ of \d+", text, re.IGNORECASE) for text in seen), seen
    expect(page.locator("[data-results]")).to_contain_text(re.compile(r"\d+(\.\d+)?\s?(ms|s)\b"))
    expect(page.locator("[data-results]")).to_contain_text("MiB")


def test_a_known_mistake_is_answered_with_its_own_sentence(page: Page) -> None:
    code = solution("newton-decrement", "wrong", "squared")
    sentence = re.search(r"# sentence: (.+)", code)
    assert sentence
    page.goto("/exercises/newton-decrement/")
    write(page, re.sub(r"(?m)^#.*\n", "", code))
    page.get_by_role("button", name="Submit").click()
    wait_for_result(page, "failed")
    expect(page.locator("[data-results]")).to_contain_text(sentence[1].strip())
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "mistake-desk-light.png")


def test_the_public_checks_run_alone_from_the_keyboard_and_show_what_was_printed(
    page: Page,
) -> None:
    page.goto("/exercises/two-loop-recursion/")
    write(page, "print('hello from the sandbox')\n" + solution("two-loop-recursion", "correct"))
    page.keyboard.press("ControlOrMeta+Enter")
    wait_for_result(page, "passed")
    expect(page.locator(".history-row").first).to_contain_text("public checks")
    expect(page.locator("[data-results]")).to_contain_text("hello from the sandbox")


def test_code_that_does_not_parse_is_answered_with_its_line(page: Page) -> None:
    page.goto("/exercises/newton-decrement/")
    write(page, "import numpy as np\n\ndef newton_decrement(g, H)\n    return 0.0\n")
    page.get_by_role("button", name="Submit").click()
    wait_for_result(page, "error")
    expect(page.locator("[data-results]")).to_contain_text("line 3")
    expect(page.locator("[data-results]")).not_to_contain_text("site-packages")


def test_drafts_and_earlier_submissions_survive_a_reload(page: Page) -> None:
    page.goto("/exercises/newton-decrement/")
    write(page, "def newton_decrement(g, H):\n    return 1.0  # not yet\n")
    page.get_by_role("button", name="Submit").click()
    wait_for_result(page, "failed")
    page.reload()
    expect(page.get_by_role("textbox", name="Your Python code")).to_contain_text("# not yet")
    expect(page.locator(".history-row").first).to_contain_text("failed")


def test_what_is_typed_before_the_editor_stands_is_kept_with_its_cursor(page: Page) -> None:
    page.goto("/exercises/newton-decrement/")
    write(page, "draft = 'of yesterday'\n")
    expect(page.locator("[data-draft-status]")).to_have_text("synced")
    held: list[Route] = []
    page.route("**/editor*.js", lambda route: held.append(route))  # noqa: PLW0108 (a built-in cannot be a handler)
    page.reload(wait_until="commit")
    page.locator("textarea[data-editor]").fill("soon = 'typed'\n")
    page.keyboard.insert_text("after = ")
    with page.expect_response("**/editor*.js"):
        held[0].continue_()
    editor = page.locator(".cm-content")
    expect(editor).to_be_focused()
    page.keyboard.insert_text("'the wait'")
    expect(editor).to_contain_text("soon = 'typed'after = 'the wait'")
    expect(page.locator("[data-draft-conflict]")).to_contain_text("of yesterday")
    page.unroute("**/editor*.js")
    page.reload()
    expect(editor).to_contain_text("soon = 'typed'after = 'the wait'")
    expect(page.locator("[data-draft-conflict]")).to_contain_text("of yesterday")


def test_an_earlier_submission_shows_its_checks_and_gives_back_its_code(page: Page) -> None:
    editor = page.get_by_role("textbox", name="Your Python code")
    page.goto("/exercises/newton-decrement/")
    write(page, solution("newton-decrement", "wrong", "squared"))
    page.get_by_role("button", name="Submit").click()
    wait_for_result(page, "failed")
    write(page, solution("newton-decrement", "correct"))
    page.get_by_role("button", name="Submit").click()
    wait_for_result(page, "passed")
    write(page, "x = 'my draft'\n")
    page.locator("[data-history] a").last.click()
    expect(page.locator("[data-results]")).to_contain_text("Failed")
    expect(editor).to_contain_text("my draft")
    page.get_by_text("The code of this submission").click()
    page.get_by_role("button", name="Put this code in the editor").click()
    expect(editor).to_contain_text("w @ w")
    page.reload()
    expect(editor).to_contain_text("w @ w")
    page.get_by_role("button", name="Back to that draft").click()
    expect(editor).to_contain_text("my draft")
    expect(page.locator("[data-draft-conflict]")).to_be_hidden()


def test_a_submission_made_offline_is_kept_and_sent_once(page: Page) -> None:
    page.goto("/exercises/newton-decrement/")
    write(page, solution("newton-decrement", "correct"))
    page.context.set_offline(True)
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("[data-progress-text]")).to_contain_text(re.compile("kept|offline", re.I))
    page.context.set_offline(False)
    wait_for_result(page, "passed")
    page.reload()
    expect(page.locator(".history-row")).to_have_count(1)


def test_where_event_streams_fail_the_result_is_polled(page: Page) -> None:
    page.route("**/events?**", lambda route: route.abort())
    page.goto("/exercises/newton-decrement/")
    write(page, solution("newton-decrement", "correct"))
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("[data-results]")).to_contain_text("Passed", timeout=GRADING_LIMIT_MS)


def test_a_hint_that_is_opened_is_told_to_practice_once(page: Page) -> None:
    page.goto("/exercises/newton-decrement/")
    hints = page.locator("details.block-hint > summary")

    def is_hint(request: Request) -> bool:
        return request.url.endswith("/practice/events") and '"hint"' in (request.post_data or "")

    with page.expect_request(is_hint) as told:
        hints.first.click()
    (event,) = told.value.post_data_json["events"]
    assert (event["kind"], event["item_id"]) == ("hint", "newton-decrement")
    hints.nth(1).click()
    expect(page.locator("details.block-hint[open]")).to_have_count(2)
    assert page.evaluate(OUTBOX_KINDS) in ([], ["hint"])


def test_practice_follows_a_question_and_an_exercise_that_were_just_done(page: Page) -> None:
    page.goto("/lessons/second-order-methods/part-2/#so-2-q1")
    question = page.locator("[data-question=so-2-q1]")
    question.locator("input[data-correct=true]").first.check()
    with page.expect_response(lambda response: response.url.endswith("/practice/events")):
        question.get_by_role("button", name="Check my answer").click()
    page.goto("/exercises/newton-decrement/?from=practice")
    write(page, solution("newton-decrement", "wrong", "squared"))
    page.get_by_role("button", name="Submit").click()
    wait_for_result(page, "failed")
    page.get_by_role("link", name="Back to practice").click()
    expect(page.locator(".practice .history-list")).to_contain_text("checks passed")
    expect(page.locator(".practice .concepts").first).to_contain_text("Newton decrement")
