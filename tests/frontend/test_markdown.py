"""The Markdown dialect: what authors write, what readers get, and what stops a load."""

import re
import subprocess
from typing import Any

import pytest

from frontend.markdown import Document, MarkdownError, Rendered, Renderer, render, render_many

KNOWN = {
    "section:so-3.3": "/lessons/second-order-methods/part-2/#so-3.3",
    "concept:k-fac": "/lessons/second-order-methods/#concept-k-fac",
}


def rendered(text: str) -> Rendered:
    return render(text, source="3.1.md", resolve_link=KNOWN.get)


def refused(text: str) -> MarkdownError:
    with pytest.raises(MarkdownError) as caught:
        rendered(text)
    return caught.value


def test_a_paragraph_with_a_formula_has_html_and_mathml() -> None:
    html = rendered("Let $x \\in \\mathbb{R}^n$.").html
    assert html.startswith("<p>Let <span")
    assert 'class="katex-mathml"' in html
    assert 'class="katex-html" aria-hidden="true"' in html


def test_a_numbered_equation_carries_its_number_and_can_be_linked_to() -> None:
    html = rendered("$$\nx = 1\n$$ (3.1)\n\nSee [this](#eq-3.1).").html
    assert '<div class="equation" id="eq-3.1">' in html
    assert 'tabindex="0" role="group" aria-label="Equation 3.1"' in html
    assert "katex-tag" in html
    assert 'href="#eq-3.1"' in html


def test_two_equations_with_one_number_are_refused() -> None:
    error = refused("$$\na\n$$ (3.1)\n\n$$\nb\n$$ (3.1)")
    assert (error.line, "(3.1)" in error.reason) == (5, True)


def test_a_bad_formula_names_file_line_and_reason() -> None:
    error = refused("First.\n\nSecond line\nwith $\\nonsense$ inside.")
    assert str(error) == "3.1.md:4: Bad formula: Undefined control sequence: \\nonsense"


def test_a_bad_line_within_an_equation_is_the_line_named() -> None:
    assert refused("$$\na\n+ b\n+ \\nonsense\n$$").line == 4


def test_lines_count_from_where_the_text_starts_in_its_file() -> None:
    document = Document("\nA $\\nonsense$.", "a.md", KNOWN.get, first_line=9)
    with pytest.raises(MarkdownError) as caught:
        render_many([document])
    assert caught.value.line == 10


def test_letters_that_latex_does_not_know_are_refused() -> None:
    assert "Bad formula" in refused("$é$").reason


def test_a_dollar_without_its_partner_is_refused() -> None:
    assert refused("It is $x$.\n\nIt costs 5 $ or so.").line == 3


def test_an_escaped_dollar_is_a_dollar() -> None:
    assert rendered(r"It costs \$5, `$HOME` and $\$1$.").html.startswith("<p>It costs $5, <code>$")


def test_internal_links_are_resolved() -> None:
    html = rendered("[3.3](section:so-3.3) and [K-FAC](concept:k-fac)").html
    assert f'href="{KNOWN["section:so-3.3"]}" class="link-section"' in html
    assert f'href="{KNOWN["concept:k-fac"]}" class="link-concept"' in html


@pytest.mark.parametrize("target", ["section:so-9.9", "exercise:nothing", "#nowhere", "part-2"])
def test_a_dead_link_names_its_line(target: str) -> None:
    error = refused(f"First.\n\nLine three\n[dead]({target})")
    assert (error.line, target in error.reason) == (4, True)


def test_a_dead_link_in_a_title_is_found() -> None:
    assert refused("::: definition A [dead](section:no) one\nText.\n:::").line == 1


def test_links_out_of_the_site_tell_nothing_about_it() -> None:
    html = rendered("[out](https://example.org)").html
    assert 'class="link-external" rel="noopener noreferrer"' in html


def test_raw_html_is_shown_as_text() -> None:
    html = rendered("<script>alert(1)</script> and <b onclick='x'>bold</b>").html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<b " not in html


@pytest.mark.parametrize(
    "text",
    ["[x](javascript:alert(1))", "[x](data:text/html,hi)", "[x](vbscript:x)"],
)
def test_no_link_runs_a_script(text: str) -> None:
    try:
        html = rendered(text).html
    except MarkdownError:
        return
    assert "href" not in html


def test_a_formula_cannot_make_links_or_load_anything() -> None:
    assert "Bad formula" in refused(r"$\href{javascript:alert(1)}{x}$").reason
    assert "Bad formula" in refused(r"$\includegraphics{https://example.org/x.png}$").reason


def test_a_placeholder_that_an_author_guesses_stays_text() -> None:
    text = "m0123456789abcdef0123456789abcdefx0x and $x$"
    assert "m0123456789abcdef0123456789abcdefx0x" in rendered(text).html


def test_images_are_refused() -> None:
    assert "Images" in refused("![plot](https://example.org/x.png)").reason


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("definition", "Definition"),
        ("example", "Example"),
        ("non-example", "Non-example"),
        ("warning", "Warning"),
        ("implement", "Implement it"),
        ("sources", "Sources"),
    ],
)
def test_a_box_shows_its_kind_and_title(name: str, label: str) -> None:
    html = rendered(f"::: {name} The $\\lambda$ one\nText.\n:::").html
    assert f'<div class="block block-{name}">' in html
    assert f'<span class="block-kind">{label}</span>' in html
    assert re.search(r'block-title">The <span class="katex">.* one</span></p>', html)


@pytest.mark.parametrize(("name", "label"), [("key-idea", "Key idea"), ("proof", "Proof")])
def test_a_label_runs_into_the_first_paragraph(name: str, label: str) -> None:
    html = rendered(f"::: {name}\nEach direction shrinks.\n:::").html
    assert f'<p><strong class="block-lead">{label}.</strong> Each direction shrinks.</p>' in html


def test_a_proof_that_starts_with_an_equation_still_has_its_label() -> None:
    assert '<span class="block-kind">Proof</span>' in rendered("::: proof\n$$\nx\n$$\n:::").html


def test_an_answer_is_folded_inside_its_question() -> None:
    html = rendered(":::: question Why?\nThink.\n\n::: answer\nBecause.\n:::\n::::").html
    assert html.index("block-question") < html.index("<details") < html.index("Because.")
    assert "<summary>Show the answer</summary>" in html
    assert html.endswith("</details>\n</div>")


def test_a_hint_is_folded_under_its_title() -> None:
    html = rendered("::: hint The first loop\nStart with a copy.\n:::").html
    assert "<summary>Hint: The first loop</summary>" in html


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("Text.\n\n::: nonsense\nx\n:::", 3, "'nonsense'"),
        ("::: proof\nNever closed.", 1, "not closed"),
        ("::: question a\n::: answer\nb\n:::\n:::", 2, "more colons"),
        (":::: question a\n::: answer\nb\n::::", 2, "not closed"),
        ("Text.\n\n:::\n", 3, "closing"),
    ],
)
def test_a_container_that_is_unknown_or_open_is_refused(text: str, line: int, reason: str) -> None:
    error = refused(text)
    assert (error.line, reason in error.reason) == (line, True)


def test_headings_fit_under_the_page_and_have_stable_ids() -> None:
    text = "### Four readings\n\n##### Deeper\n\n### Four readings"
    page = Renderer()
    page.add(Document(text, "a.md", KNOWN.get, heading_level=4, id_prefix="so-3.1-"))
    headings = page.finish()[0].headings
    assert [(each.level, each.id) for each in headings] == [
        (4, "so-3.1-four-readings"),
        (5, "so-3.1-deeper"),
        (4, "so-3.1-four-readings-2"),
    ]


def test_code_is_highlighted_and_can_be_reached_by_keyboard() -> None:
    html = rendered("```python\nreturn 1 < 2\n```").html
    assert '<pre class="code" tabindex="0" role="group" aria-label="Python code">' in html
    assert '<span class="code-kw">return</span>' in html
    assert "&lt;" in html


def test_tables_scroll_in_their_box_and_align_without_inline_styles() -> None:
    html = rendered("| a | b |\n|---|--:|\n| 1 | 2 |").html
    assert '<div class="table" tabindex="0" role="group" aria-label="Table">' in html
    assert '<th scope="col" class="align-right">b</th>' in html or (
        '<th class="align-right" scope="col">b</th>' in html
    )
    assert "style=" not in html


def test_a_header_that_is_a_formula_has_words_for_screen_readers() -> None:
    html = rendered("| $r_k$ | |\n|---|---|\n| 1 | 2 |").html
    assert '<span class="visually-hidden">r sub k</span><span aria-hidden="true">' in html
    assert html.count("<th") == 2, "thead and one header: the empty cell is a plain cell"


def test_words_count_text_and_formulas() -> None:
    assert rendered("Two words and $x$.\n\n$$\ny\n$$").words == 5


def test_no_line_ends_between_a_formula_and_its_punctuation() -> None:
    html = rendered("It is $x$, or $y$ itself.").html
    assert "</span>\u2060, or" in html
    assert "</span> itself." in html


def test_one_line_can_be_rendered_without_a_paragraph() -> None:
    page = Renderer()
    page.add(Document("At most *two*", "a.toml", KNOWN.get, is_inline=True))
    assert page.finish()[0].html == "At most <em>two</em>"


def test_all_texts_of_a_load_share_one_node_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    run = subprocess.run

    def counted(*args: Any, **kwargs: Any) -> Any:
        started.append(args)
        return run(*args, **kwargs)

    monkeypatch.setattr(subprocess, "run", counted)
    texts = [Document(f"$x_{index}$", "a.md", KNOWN.get) for index in range(30)]
    results = render_many([*texts, Document("No formula.", "b.md", KNOWN.get)])
    assert len(started) == 1
    assert len({each.html for each in results}) == 31


def test_a_text_without_formulas_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    assert rendered("Plain.").html == "<p>Plain.</p>"
