"""One text on its way from Markdown to HTML."""

from collections.abc import Callable
from dataclasses import dataclass, field

from frontend.dialect.errors import MarkdownError
from frontend.maths.formulas import Formula

ResolveLink = Callable[[str], str | None]
ResolveFigure = Callable[[str], str | None]


@dataclass(frozen=True)
class Heading:
    """A heading as it stands in the HTML; `text` is plain."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class PlacedFormula:
    formula: Formula
    line: int
    label: str | None = None


@dataclass
class Page:
    """What the rules of the dialect share while they work on one text.

    `first_line` is the line of the file at which the text starts (front matter is cut off before),
    `heading_level` the level that the topmost heading becomes, `id_prefix` keeps the ids of texts
    apart that end on one page. `figures` are harmless HTML, put in after the text was cleaned.
    """

    source: str
    resolve_link: ResolveLink
    placeholder: str
    first_line: int = 1
    heading_level: int = 2
    id_prefix: str = ""
    resolve_figure: ResolveFigure = lambda _: None
    figures: list[str] = field(default_factory=list)
    formulas: list[PlacedFormula] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    words: int = 0

    def error(self, line: int, reason: str) -> MarkdownError:
        """An error at a line of the text, counted from 0."""
        return MarkdownError(self.source, self.first_line + line, reason)

    def formula_place(self, formula: Formula, line: int, label: str | None = None) -> str:
        """Keep a formula for later; the placeholder stands for it until then."""
        self.formulas.append(PlacedFormula(formula, line, label))
        return f"{self.placeholder}x{len(self.formulas) - 1}x"

    def figure_place(self, name: str, line: int) -> str:
        """Keep a figure for later; the placeholder stands for it until then."""
        html = self.resolve_figure(name)
        if html is None:
            raise self.error(line, f"There is no figure {name!r} in the folder figures/ beside it.")
        self.figures.append(html)
        return f"{self.placeholder}f{len(self.figures) - 1}f"

    def anchor_take(self, wanted: str) -> str:
        """An id that no other element of the text has."""
        prefixed = f"{self.id_prefix}{wanted}"
        anchor, number = prefixed, 1
        while anchor in self.anchors:
            number += 1
            anchor = f"{prefixed}-{number}"
        self.anchors.add(anchor)
        return anchor
