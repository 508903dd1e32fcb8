"""Markdown to safe HTML with rendered formulas.

Markdown → HTML with placeholders → allow-list → formulas put back. A whole load shares one Node
process: add every text to one `Renderer`, or give them all to `render_many`.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from frontend.dialect.errors import MarkdownError
from frontend.dialect.page import Heading, Page, PlacedFormula, ResolveFigure, ResolveLink
from frontend.dialect.parser import page_html, parser_make
from frontend.dialect.sanitising import html_clean
from frontend.maths.formulas import Formula, FormulaError, FormulaHtml, formulas_render

__all__ = [
    "Document",
    "Heading",
    "MarkdownError",
    "Rendered",
    "Renderer",
    "ResolveFigure",
    "ResolveLink",
    "render",
    "render_many",
]


@dataclass(frozen=True)
class Rendered:
    """HTML, its headings in order, and the number of words (a formula counts as one)."""

    html: str
    headings: tuple[Heading, ...]
    words: int


@dataclass(frozen=True)
class Document:
    """A text to render.

    `source` names it in errors, `first_line` is where it starts in that file, `heading_level` is
    what its topmost heading becomes, `id_prefix` keeps ids apart on a page with several texts;
    `is_inline` renders one line without a paragraph around it; `resolve_figure` gives the HTML of a
    figure by its name.
    """

    text: str
    source: str
    resolve_link: ResolveLink
    first_line: int = 1
    heading_level: int = 2
    id_prefix: str = ""
    is_inline: bool = False
    resolve_figure: ResolveFigure = lambda _: None


class Renderer:
    """Collects texts and renders the formulas of all of them at once."""

    def __init__(self) -> None:
        self._parser = parser_make()
        self._placeholder = f"m{secrets.token_hex(16)}"
        self._pages: list[tuple[str, Page]] = []

    def add(self, document: Document) -> int:
        """Read a text; returns its position in the list that `finish` gives.

        Raises MarkdownError for a dead link, a container that is unknown or open, a stray dollar.
        """
        page = Page(
            document.source,
            document.resolve_link,
            self._placeholder,
            document.first_line,
            document.heading_level,
            document.id_prefix,
            document.resolve_figure,
        )
        html = page_html(self._parser, document.text, page, inline=document.is_inline)
        self._pages.append((html_clean(html).strip(), page))
        return len(self._pages) - 1

    def finish(self) -> list[Rendered]:
        """Render the formulas; raises MarkdownError for the first one that KaTeX refuses."""
        formulas = [placed.formula for _, page in self._pages for placed in page.formulas]
        answers = formulas_render(formulas)
        return [
            Rendered(self._fill(html, page, answers), tuple(page.headings), page.words)
            for html, page in self._pages
        ]

    def _fill(
        self, html: str, page: Page, answers: dict[Formula, FormulaHtml | FormulaError]
    ) -> str:
        pieces = [_formula_html(placed, answers[placed.formula], page) for placed in page.formulas]
        html = re.sub(rf"{self._placeholder}x(\d+)x", lambda match: pieces[int(match[1])], html)
        return re.sub(
            rf"{self._placeholder}f(\d+)f", lambda match: page.figures[int(match[1])], html
        )


def render(
    text: str, *, source: str, resolve_link: ResolveLink, heading_level: int = 2
) -> Rendered:
    """Render one text; see Renderer for what it raises."""
    return render_many([Document(text, source, resolve_link, heading_level=heading_level)])[0]


def render_many(documents: Iterable[Document]) -> list[Rendered]:
    """Render texts in order with one Node process; see Renderer for what it raises."""
    renderer = Renderer()
    for document in documents:
        renderer.add(document)
    return renderer.finish()


def _formula_html(placed: PlacedFormula, answer: FormulaHtml | FormulaError, page: Page) -> str:
    if isinstance(answer, FormulaError):
        before = placed.formula.tex[: answer.position or 0]
        raise page.error(placed.line + before.count("\n"), f"Bad formula: {answer.reason}")
    name = f"Equation {placed.label}" if placed.label else "Equation"
    # A wide equation scrolls in its box, so the keyboard must be able to reach the box.
    return answer.html.replace(
        'class="katex-display"',
        f'class="katex-display" tabindex="0" role="group" aria-label="{name}"',
        1,
    )
