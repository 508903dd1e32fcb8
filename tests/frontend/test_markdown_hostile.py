"""Any text that an author may write is refused, or becomes HTML that runs and restyles nothing."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from frontend.markdown import MarkdownError, render

KNOWN = {"concept:k-fac": "/lessons/second-order-methods/#concept-k-fac"}

BLOCKS = ["::: proof\n", ":::: question a\n", "::: answer\n", ":::\n", "::::\n", "## h\n", "\n\n"]
LINES = [
    "- ",
    "> ",
    "1. ",
    "\n",
    "```python\nx\n```\n",
    "    code\n",
    "| a | b |\n|--|--|\n| 1 |\n",
]
WORDS = ["word", "*a*", "`c`", "[x](concept:k-fac)", "&lt;", '"', "\\", " ", "é", "\0"]
HOSTILE = [
    "<b onclick=x>",
    "<script>",
    "<!--",
    "[x](javascript:x)",
    "[x]: https://x.org 'style=x'\n",
]


def is_hostile(name: str, value: str) -> bool:
    """Tell whether an attribute would run or restyle something."""
    leads_to_code = value.strip().lower().startswith("javascript:")
    return name.startswith("on") or name == "style" or (name in {"href", "src"} and leads_to_code)


def hostile_of(html: str) -> list[str]:
    """Return the tags and attributes of a text that would run or restyle something."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend([tag] * (tag == "script"))
            found.extend(
                f"{name}={value}"
                for name, value in attrs
                if name.startswith("on")
                or name == "style"
                or (
                    name in {"href", "src"}
                    and (value or "").strip().lower().startswith("javascript:")
                )
            )

    reader = Reader()
    reader.feed(html)
    reader.close()
    return found


@pytest.mark.parametrize(
    "html",
    ["<p><script>", "<b onclick=x>", '<p style="x">', "<a href=' javascript:x'>", "<p ONCLICK>"],
)
def test_a_hostile_text_would_be_noticed(html: str) -> None:
    assert len(hostile_of(html)) == 1


@given(st.lists(st.sampled_from([*BLOCKS, *LINES, *WORDS, *HOSTILE]), max_size=14).map("".join))
@example("[x](javascript:x)::: proof\n- ")
def test_any_text_is_refused_or_becomes_clean_html(text: str) -> None:
    try:
        html = render(text, source="3.1.md", resolve_link=KNOWN.get).html
    except MarkdownError:
        return
    assert hostile_of(html) == []
