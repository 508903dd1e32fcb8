"""How long a text takes to read, estimated from its HTML.

Prose counts 220 words a minute. The renderer counts a formula as one word; reading mathematics is
slower, so a formula within a line counts three more words, a displayed one twenty more, and a line
of code five.
"""

import math
from collections.abc import Iterable

from frontend.markdown import Rendered

WORDS_PER_MINUTE = 220
INLINE_FORMULA_WORDS = 3
DISPLAYED_FORMULA_WORDS = 20
CODE_LINE_WORDS = 5


def minutes_to_read(texts: Iterable[Rendered]) -> int:
    """Return the reading time of the texts together, in whole minutes, at least 1."""
    return max(1, math.ceil(sum(_word_equivalents(text) for text in texts) / WORDS_PER_MINUTE))


def _word_equivalents(text: Rendered) -> int:
    displayed = text.html.count('class="katex-display"')
    inline = text.html.count('class="katex"') - displayed
    code_lines = sum(
        piece.partition("</pre>")[0].count("\n")
        for piece in text.html.split('<pre class="code"')[1:]
    )
    return (
        text.words
        + INLINE_FORMULA_WORDS * inline
        + DISPLAYED_FORMULA_WORDS * displayed
        + CODE_LINE_WORDS * code_lines
    )
