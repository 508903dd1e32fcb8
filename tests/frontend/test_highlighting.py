"""Python code as HTML."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.highlighting import python_highlight

STEP = '''import numpy as np


def step(g, *, eta=0.1):  # one step
    """Return "-eta g" <here>."""
    return None if g is None else -eta * np.sum(g)
'''


def plain(highlighted: str) -> str:
    return html.unescape(re.sub(r"</?span[^>]*>", "", highlighted))


@pytest.mark.parametrize(
    "piece",
    [
        '<span class="code-kw">import</span>',
        '<span class="code-fn">step</span>(',
        '<span class="code-num">0.1</span>',
        '<span class="code-com"># one step</span>',
        '<span class="code-num">None</span>',
        'np.<span class="code-fn">sum</span>(',
        "&lt;here&gt;",
    ],
)
def test_each_kind_of_token_is_marked(piece: str) -> None:
    assert piece in python_highlight(STEP)


def test_code_that_is_not_python_comes_back_plain() -> None:
    assert python_highlight("def (((\n") == "def (((\n"


@given(st.text(alphabet=st.sampled_from("ab1 \n\t\r\f\\#'\"()=:<&é"), max_size=60))
def test_highlighting_changes_no_character(code: str) -> None:
    assert plain(python_highlight(code)) == code


def test_highlighting_keeps_a_whole_program() -> None:
    assert plain(python_highlight(STEP)) == STEP
