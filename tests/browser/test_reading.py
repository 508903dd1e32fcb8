"""Reading a part of a lesson, and writing private notes beside it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

PART = "/lessons/second-order-methods/part-2/"


def test_a_reader_finds_the_part_from_the_course_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Second-Order Methods").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second-Order Methods")
    page.locator(f'a[href="{PART}"]').first.click()
    expect(page).to_have_url(re.compile(re.escape(PART)))
    breadcrumb = page.get_by_role("navigation", name="Breadcrumb")
    expect(breadcrumb.get_by_role("link", name="Second-Order Methods")).to_be_visible()
    expect(breadcrumb).to_contain_text("Part 2 of 5")


def test_the_part_shows_its_length_headings_and_neighbours(page: Page) -> None:
    page.goto(PART)
    meta = page.locator(".lesson-head .meta")
    expect(meta).to_contain_text("Part 2 of 5")
    expect(meta).to_contain_text(re.compile(r"\d+ min to read"))
    expect(meta).to_contain_text("12 headings")
    numbers = page.locator("[data-lesson] section[id^='so-']")
    expect(numbers).to_have_count(10)
    for title in ("Geometry of Newton decrement", "Connection to the next section in the chapter"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_formulas_arrive_rendered_with_mathml_for_screen_readers(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(PART)
    assert page.locator(".katex-display").count() > 20
    assert page.locator(".katex-display math").count() == page.locator(".katex-display").count()
    assert "$$" not in page.locator("main").inner_text()
    context.close()


def test_notes_are_kept_on_the_device_and_on_the_server(page: Page) -> None:
    page.goto(PART)
    notes = page.get_by_label("Private notes")
    expect(page.locator("[data-count]")).to_have_text("0/8000")
    with page.expect_response(lambda response: "/api/v1/notes/" in response.url) as saved:
        notes.fill("The decrement does not move under a change of variables.")
    assert saved.value.status == 200
    expect(page.locator("[data-count]")).to_have_text("56/8000")
    page.reload()
    expect(page.get_by_label("Private notes")).to_have_value(
        "The decrement does not move under a change of variables."
    )


def test_notes_typed_offline_survive_a_reload_and_arrive_later(page: Page) -> None:
    page.goto(PART)
    page.context.set_offline(True)
    page.get_by_label("Private notes").fill("Written in a tunnel.")
    expect(page.locator("[data-notes-status]")).to_have_text(re.compile("saved|kept"))
    with page.expect_response(
        lambda response: "/api/v1/notes/" in response.url and response.request.method == "PUT"
    ) as saved:
        page.context.set_offline(False)
    assert saved.value.ok
    page.reload()
    expect(page.get_by_label("Private notes")).to_have_value("Written in a tunnel.")


@pytest.mark.parametrize("width_px", [390, 1440])
def test_a_link_to_an_equation_far_down_leads_there_and_on_from_there(
    page: Page, width_px: int
) -> None:
    page.set_viewport_size({"width": width_px, "height": 900})
    page.goto(f"{PART}#eq-4.10")
    equation, next_title = page.locator("[id='eq-4.10']"), page.locator("#so-4\\.5-title")
    expect(equation).to_be_in_viewport()
    page.evaluate("document.fonts.ready")
    top = page.evaluate("document.getElementById('eq-4.10').getBoundingClientRect().top")
    assert 0 <= top < 200
    page.evaluate("location.hash = '#so-4.5'")
    expect(next_title).to_be_in_viewport()
    page.go_back()
    expect(equation).to_be_in_viewport()


def test_words_out_of_sight_are_found_and_printed(page: Page) -> None:
    page.goto(PART)
    text = page.locator("#so-4\\.5 > .prose")
    expect(text).to_have_css("content-visibility", "auto")
    words = "Shampoo for one matrix"
    expect(page.get_by_text(words)).not_to_be_in_viewport()
    assert page.evaluate("(words) => window.find(words)", words)
    expect(page.get_by_text(words)).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(text).to_have_css("content-visibility", "visible")


def test_a_formula_is_copied_as_latex_by_its_button_and_by_selecting(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(PART)
    equation = page.locator("[id='eq-3.1']")
    equation.locator(".anchor").focus()
    button = equation.get_by_role("button", name="Copy LaTeX")
    button.focus()
    page.keyboard.press("Enter")
    expect(equation.locator("button")).to_have_text("Copied")
    source = r"\lambda(x)=\sqrt{g^\top H^{-1}g}"
    assert source in page.evaluate("navigator.clipboard.readText()")
    page.evaluate("navigator.clipboard.writeText('')")
    page.evaluate("getSelection().selectAllChildren(document.getElementById('eq-3.1'))")
    page.keyboard.press("ControlOrMeta+C")
    assert source in page.evaluate("navigator.clipboard.readText()")
