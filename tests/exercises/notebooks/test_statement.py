"""Statements in notebooks: our dialect, said in plain Markdown."""

import pytest

from exercises.notebooks.statement import statement_convert

ADDRESSES = {"exercise:newton-step": "https://descent.example/exercises/newton-step/"}


def convert(text: str) -> str:
    return statement_convert(text, ADDRESSES.get)


def test_plain_text_stays_as_it_is() -> None:
    text = "## A heading\n\nSome *text* with $x_1$ and `code`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert convert(text) == text


@pytest.mark.parametrize(
    ("kind", "label"), [("example", "Example"), ("warning", "Warning"), ("key-idea", "Key idea")]
)
def test_a_box_becomes_a_quote_with_its_label(kind: str, label: str) -> None:
    made = convert(f"::: {kind} Of two\nFirst.\n\nSecond.\n:::\nAfter.\n")
    assert made == f"> **{label}.** Of two\n>\n> First.\n>\n> Second.\n\nAfter.\n"


def test_hints_within_hints_stay_folded_one_in_the_other() -> None:
    made = convert(
        ":::: hint 1 of 2, `solve`\nFirst.\n\n::: hint 2 of 2, a < b\nSecond.\n:::\n::::\n"
    )
    assert made.index("Hint: 1 of 2, <code>solve</code></summary>") < made.index("First.")
    assert made.index("Hint: 2 of 2, a &lt; b</summary>") < made.index("Second.")
    assert made.count("<details>") == made.count("</details>") == 2
    # Markdown within HTML is read only between blank lines.
    assert "</summary>\n\nFirst.\n" in made
    assert "Second.\n\n</details>" in made


def test_an_equation_keeps_its_number_and_stays_on_one_line() -> None:
    assert convert("$$\na=b,\n$$ (2)\n") == "$$ a=b, \\tag{2} $$\n"
    assert convert("::: example\n$$\na\n=b\n$$\n:::\n") == "> **Example.**\n>\n> $$ a =b $$\n"


def test_links_lead_to_the_site_and_others_lose_their_target() -> None:
    made = convert(
        "[one](exercise:newton-step), [two](exercise:none), [three](#here), [four](https://a.org)"
    )
    assert made == (
        "[one](https://descent.example/exercises/newton-step/), two, three, [four](https://a.org)\n"
    )


def test_code_is_left_alone() -> None:
    text = "```python\n::: hint\n$$\n[a](b)\n```\n\n$$\nx\n$$\n"
    assert convert(text) == "```python\n::: hint\n$$\n[a](b)\n```\n\n$$ x $$\n"
