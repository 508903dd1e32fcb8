"""The skill check at the end of a part."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Locator, Page, expect
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.browser.conftest import Axe
from tests.browser.sight import PICTURES, WIDTHS_PX, fits

PART = "/lessons/second-order-methods/part-2/"


KINDS: dict[str, dict[str, Any]] = {
    "so-2-kinds-number": {
        "slot": "use",
        "kind": "numeric",
        "relative_tolerance": 0.001,
        "instances": [
            {
                "prompt_html": f"<p>What is {n} + {n}?</p>",
                "explanation_html": f"<p>{n} + {n} = {2 * n}</p>",
                "answer": 2.0 * n,
                "wrong": [{"value": float(n * n), "explanation_html": "<p>You multiplied.</p>"}],
            }
            for n in range(3, 11)
        ],
    },
    "so-2-kinds-expression": {
        "slot": "use",
        "kind": "expression",
        "symbols": ["L", "mu"],
        "instances": [
            {
                "prompt_html": "<p>Which step size? Type <code>L</code> and <code>mu</code>.</p>",
                "explanation_html": "<p>2/(L + mu)</p>",
                "answer": "2/(L + mu)",
                "wrong": [{"value": "1/L", "explanation_html": "<p>That one needs no mu.</p>"}],
            }
        ],
    },
    "so-2-kinds-order": {
        "slot": "covers",
        "kind": "ordering",
        "options": [
            {
                "id": step,
                "html": f"The step called {step}, long enough to fill more than a line of a phone.",
                "is_correct": None,
                "explanation_html": f"Here belongs {step}.",
            }
            for step in ("evaluate", "factor", "solve", "update")
        ],
        "instances": [
            {
                "prompt_html": "<p>Bring the iteration into order.</p>",
                "explanation_html": "<p>Each needs the one before.</p>",
                "answer": None,
                "wrong": [],
            }
        ],
    },
}
JSON_COLUMNS = {"options": [], "symbols": [], "real": [], "concepts": ["newton-step"]}


@pytest.fixture(scope="module", autouse=True)
def _a_variant_of_each_kind(site: Any) -> Iterator[None]:
    """Put variants into the site's database, whatever kinds its own content has."""
    with psycopg.connect(site.database_url, autocommit=True) as database:
        for position, (name, given) in enumerate(KINDS.items(), start=900):
            row: dict[str, Any] = {
                "part_id": "second-order-methods-2",
                "position": position,
                "revision": 1,
                "source_hash": "",
                "is_retired": False,
                "updated_at": datetime.now(UTC),
                **JSON_COLUMNS,
                **given,
                "id": name,
            }
            columns = sql.SQL(", ").join(map(sql.Identifier, row))
            marks = sql.SQL(", ").join(sql.Placeholder() * len(row))
            insert = sql.SQL("INSERT INTO courses_question ({}) VALUES ({})").format(columns, marks)
            values = [Jsonb(each) if isinstance(each, list) else each for each in row.values()]
            database.execute(insert, values)
        yield
        database.execute(
            "UPDATE courses_question SET is_retired = true WHERE id = ANY(%s)", [list(KINDS)]
        )


def answer(page: Page, question: Locator, *, right: bool) -> None:
    """Answer one question of any kind, rightly or wrongly."""
    kind = question.get_attribute("data-kind")
    if kind == "numeric":
        value = float(question.get_attribute("data-answer-value") or "nan")
        question.get_by_role("textbox").fill(repr(value if right else 2 * value + 1))
    elif kind == "expression":
        value = question.get_attribute("data-answer-value") or ""
        question.get_by_role("textbox").fill(value if right else f"({value}) + 1")
    elif kind == "ordering":
        order = (question.get_attribute("data-order") or "").split()
        steps_order(question, order if right else [order[-1], *order[:-1]])
    else:
        wanted = json.dumps("true" if right else "false")
        options = question.locator(f"input[data-correct={wanted}]")
        chosen = options.all() if right else options.all()[:1]
        for option in chosen:
            option.check()
    question.get_by_role("button", name="Check my answer").click()


def steps_order(question: Locator, order: list[str]) -> None:
    """Bring steps into an order with their buttons, by the keyboard; move one at least."""
    steps = question.locator("[data-step]")
    steps.first.get_by_role("button", name="Move down").press("Enter")
    for place, step in enumerate(order):
        while steps.nth(place).get_attribute("data-step") != step:
            found = question.locator(f"[data-step={step}]")
            found.get_by_role("button", name="Move up").press("Enter")


def questions(page: Page) -> list[Locator]:
    """Return the questions once the script has chosen them; those of a page read are others."""
    expect(page.locator("[data-answer]:disabled")).to_have_count(0)
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


def test_answers_survive_a_reload_and_reach_the_server(page: Page, base_url: str) -> None:
    page.goto(PART)
    with page.expect_response(lambda response: response.url.endswith("/practice/events")):
        answer(page, questions(page)[0], right=True)
    page.reload()
    expect(page.locator("[data-answered]")).to_have_text("1/4")
    # From no page of the site: its scripts might be at work on what is deleted.
    page.goto("about:blank")
    kept = {"origin": base_url, "storageTypes": "indexeddb"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    page.goto(PART)
    expect(page.locator("[data-answered]")).to_have_text("1/4")


def test_answers_given_offline_are_kept_and_sent_when_the_network_is_back(page: Page) -> None:
    page.goto(PART)
    found = questions(page)
    page.context.set_offline(True)
    for question in found:
        answer(page, question, right=True)
    expect(page.locator("[data-status]")).to_have_text("done")
    with page.expect_response(lambda response: response.url.endswith("/practice/events")) as sent:
        page.context.set_offline(False)
    assert sent.value.status == 200
    page.reload()
    expect(page.locator("[data-status]")).to_have_text("done")
    expect(page.locator("[data-answered]")).to_have_text("4/4")


def asked(page: Page, name: str) -> Locator:
    """Open the part at one variant."""
    page.goto("about:blank")
    page.goto(f"{PART}#{name}")
    question = page.locator(f"[data-question={name}]")
    expect(question.get_by_role("button", name="Check my answer")).to_be_enabled()
    return question


@pytest.mark.parametrize("name", list(KINDS))
@pytest.mark.parametrize("right", [True, False])
def test_each_kind_is_answered_and_the_server_agrees_with_the_device(
    page: Page, name: str, right: bool
) -> None:
    question = asked(page, name)
    with page.expect_response(lambda response: response.url.endswith("/practice/events")):
        answer(page, question, right=right)
    verdict = "Right." if right else "Not right."
    expect(question.locator("[data-feedback-verdict]")).to_have_text(verdict)
    page.reload()
    stored = json.loads(page.locator("script[data-answers]").text_content() or "{}")
    assert stored[name]["is_correct"] is right


def test_a_misconception_is_answered_with_its_own_sentence(page: Page) -> None:
    question = asked(page, "so-2-kinds-expression")
    field = question.get_by_role("textbox", name="Your expression")
    field.fill("2L")
    field.press("Enter")
    expect(question.get_by_role("status").first).to_contain_text("Write multiplication with *")
    field.fill("0.5*2/L")
    field.press("Enter")
    expect(question.get_by_text("That one needs no mu.")).to_be_visible()
    number = asked(page, "so-2-kinds-number")
    half = float(number.get_attribute("data-answer-value") or "nan") / 2
    number.get_by_role("textbox", name="Your number").fill(str(half * half))
    number.get_by_role("button", name="Check my answer").click()
    expect(number.get_by_text("You multiplied.")).to_be_visible()


def test_a_step_is_dragged_to_its_place(page: Page) -> None:
    question = asked(page, "so-2-kinds-order")
    steps = question.locator("[data-step]")
    first, last = steps.first.get_attribute("data-step"), steps.last.get_attribute("data-step")
    question.scroll_into_view_if_needed()
    grip = steps.first.locator("[data-handle]").bounding_box()
    target = steps.last.bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, grip["y"] + 60, steps=4)
    page.mouse.move(target["x"] + 20, target["y"] + target["height"] + 10, steps=8)
    page.mouse.up()
    assert steps.last.get_attribute("data-step") == first
    assert steps.nth(2).get_attribute("data-step") == last
    expect(question.locator("[data-moved]")).to_have_text("Now at place 4 of 4.")


def test_taking_it_again_asks_other_variants_and_numbers(page: Page) -> None:
    page.goto(PART)
    before = [each.get_attribute("data-question") for each in questions(page)]
    for question in questions(page):
        answer(page, question, right=True)
    expect(page.locator("[data-score]")).to_have_text("4")
    page.get_by_role("button", name="Take it again").click()
    expect(page.locator("[data-answered]")).to_have_text("0/4")
    after = [each.get_attribute("data-question") for each in questions(page)]
    assert before[1] != after[1]
    assert before[3] != after[3]


@pytest.mark.parametrize("width", list(WIDTHS_PX))
def test_questions_of_each_kind_have_no_fault_that_axe_finds(
    page: Page, axe: Axe, width: str
) -> None:
    page.set_viewport_size({"width": WIDTHS_PX[width], "height": 900})
    for name in KINDS:
        question = asked(page, name)
        # The text above is looked at elsewhere, and is long.
        page.evaluate("document.querySelectorAll('.group').forEach((group) => group.remove())")
        for state in ("open", "answered"):
            if state == "answered":
                answer(page, question, right=False)
                expect(question.locator("[data-feedback]")).to_be_visible()
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                PICTURES.mkdir(parents=True, exist_ok=True)
                question.screenshot(path=PICTURES / f"{name}-{state}-{width}-{scheme}.png")
                axe.check_colours(page, within=f"[data-question={name}]")
            fits(page)
    axe.check(page, within="[data-skill-check]")


def test_without_a_script_one_variant_of_each_question_can_be_read(
    browser: Any, base_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    try:
        page = context.new_page()
        page.goto(PART)
        assert page.locator("[data-question]").count() == 4
        expect(page.get_by_role("button", name="Check my answer")).to_have_count(0)
    finally:
        context.close()
