"""Reading a theory notebook, changing a demo, and running it live."""

import json

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Axe
from tests.browser.sight import PICTURES

NOTEBOOK = "/lessons/second-order-methods/notebook/"
RUN_LIMIT_MS = 90_000
CODE = """print("edited", 6 * 7)
fig, ax = plt.subplots()
ax.plot([0, 1, 2], [0, 1, 4], label="of the reader")
ax.set_xlabel("my own axis")
ax.legend()
"""


@pytest.fixture
def demo(page: Page) -> Locator:
    page.goto(NOTEBOOK)
    return page.locator("#newton-decrement")


def button(demo: Locator, name: str) -> Locator:
    return demo.get_by_role("button", name=name)


def write(page: Page, demo: Locator, code: str) -> None:
    """Open the editor and replace its text as a person would: select all, paste."""
    if button(demo, "Edit").is_visible():
        button(demo, "Edit").click()
    demo.get_by_role("textbox").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(code)


def state_expect(demo: Locator, words: str) -> None:
    expect(demo.locator("[data-run-status]")).to_contain_text(words, timeout=RUN_LIMIT_MS)


def test_a_changed_demo_runs_from_the_keyboard_and_shows_its_own_figure(
    page: Page, demo: Locator, axe: Axe
) -> None:
    write(page, demo, CODE)
    page.keyboard.press("ControlOrMeta+Enter")
    state_expect(demo, "Done")
    expect(demo.locator(".cell-output")).to_have_text("edited 42\n")
    expect(demo.locator("svg.drawing")).to_have_count(1)
    expect(demo.locator("svg.drawing")).to_contain_text("my own axis")
    axe.check(page, within="#newton-decrement")
    PICTURES.mkdir(parents=True, exist_ok=True)
    demo.screenshot(path=PICTURES / "notebook-run-light.png")


def test_a_published_demo_runs_as_it_is(page: Page, demo: Locator) -> None:
    printed = demo.locator(".cell-output").inner_text()
    button(demo, "Run").click()
    state_expect(demo, "Done")
    assert demo.locator(".cell-output").inner_text() == printed
    expect(demo.locator("svg.drawing")).to_contain_text("Newton decrement")


def test_an_error_names_its_line_in_the_editor(page: Page, demo: Locator) -> None:
    write(page, demo, "x = 1\nassert x == 2, 'x is one'\n")
    button(demo, "Run").click()
    state_expect(demo, "Failed")
    expect(demo.locator(".run-message")).to_have_text("x is one")
    expect(demo.locator(".cm-lint-marker-error")).to_have_count(1)


def test_what_was_typed_survives_a_reload_and_reset_brings_the_original_back(
    page: Page, demo: Locator
) -> None:
    write(page, demo, "print('mine')\n")
    expect(demo.locator("[data-draft-status]")).to_contain_text("saved")
    page.reload()
    expect(demo.locator("[data-run-status]")).to_contain_text("Your version is kept")
    button(demo, "Edit").click()
    expect(demo.get_by_role("textbox")).to_contain_text("print('mine')")
    button(demo, "Reset").click()
    expect(demo.get_by_role("textbox")).to_contain_text("def newton_decrement")
    button(demo, "Undo").click()
    expect(demo.get_by_role("textbox")).to_contain_text("print('mine')")


def test_escape_then_tab_leaves_the_editor(page: Page, demo: Locator) -> None:
    button(demo, "Edit").click()
    expect(demo.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(demo.locator(".cm-content")).not_to_be_focused()


def test_everything_can_be_read_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(NOTEBOOK)
    demo = page.locator("#newton-decrement")
    expect(demo.locator("pre.code")).to_contain_text("def newton_decrement")
    expect(demo.locator(".cell-output")).to_contain_text("holds: half its square is the gap")
    expect(demo.locator("svg.drawing")).to_be_visible()
    expect(button(demo, "Run")).to_be_hidden()
    expect(button(demo, "Edit")).to_be_hidden()
    context.close()


def test_the_overview_leads_to_the_notebook_and_it_to_its_download(page: Page) -> None:
    page.goto("/lessons/second-order-methods/")
    page.get_by_role("link", name="Theory notebook").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Theory notebook")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download for Jupyter").click()
    notebook = json.loads(download.value.path().read_text())
    assert notebook["nbformat"] == 4
    assert any(cell.get("outputs") for cell in notebook["cells"])
