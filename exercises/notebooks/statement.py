"""Turns a statement into Markdown that notebooks show: containers, numbered equations, links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from frontend.dialect.containers import KINDS, Kind

OPENING = re.compile(r"(:{3,})\s*([a-z-]+)\s*(.*)")
CLOSING = re.compile(r"(:{3,})\s*")
FENCE = re.compile(r"\s*(```+|~~~+)")
NUMBERED = re.compile(r"\$\$\s*\(([^()\s]+)\)\s*")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^()\s]+)\)")
EXTERNAL = ("http:", "https:", "mailto:")

Resolve = Callable[[str], str | None]


@dataclass
class _Open:
    """A container whose end is not reached."""

    colons: int
    is_fold: bool


@dataclass
class _Converter:
    resolve: Resolve
    open: list[_Open] = field(default_factory=list)
    equation: list[str] | None = None
    fence: str = ""

    @property
    def quote(self) -> str:
        return "> " * sum(not each.is_fold for each in self.open)

    def line(self, text: str) -> Iterator[str]:
        if self.fence or FENCE.match(text):
            yield self.quote + text
            self._fence_follow(text)
        elif self.equation is not None:
            yield from self._equation_follow(text)
        elif text.strip() == "$$":
            self.equation = []
        elif found := OPENING.fullmatch(text.strip()):
            yield from self._opening(len(found[1]), found[2], found[3])
        elif self.open and CLOSING.fullmatch(text.strip()):
            yield from self._closing()
        else:
            yield f"{self.quote}{self._links(text)}".rstrip()

    def _fence_follow(self, text: str) -> None:
        found = FENCE.match(text)
        if not self.fence and found:
            self.fence = found[1]
        elif found and text.strip() == self.fence:
            self.fence = ""

    def _equation_follow(self, text: str) -> Iterator[str]:
        """Keep an equation on one line: a notebook would read a quote's marks as part of it."""
        assert self.equation is not None
        numbered = NUMBERED.fullmatch(text.strip())
        if text.strip() == "$$" or numbered:
            tag = rf" \tag{{{numbered[1]}}}" if numbered else ""
            yield f"{self.quote}$$ {' '.join(self.equation)}{tag} $$"
            self.equation = None
        elif text.strip():
            self.equation.append(text.strip())

    def _opening(self, colons: int, kind: str, title: str) -> Iterator[str]:
        known = KINDS.get(kind, Kind(kind.capitalize(), "box"))
        label, is_fold = known.label, known.form == "fold"
        quote = self.quote
        self.open.append(_Open(colons, is_fold))
        if is_fold:
            summary = f"{label}: {title}" if title else label
            yield from (quote, f"{quote}<details><summary>{_html(summary)}</summary>", quote)
        else:
            heading = f"**{label}.** {self._links(title)}".rstrip()
            yield from (quote.rstrip(), f"{self.quote}{heading}", self.quote.rstrip())

    def _closing(self) -> Iterator[str]:
        closed = self.open.pop()
        if closed.is_fold:
            yield from (self.quote, f"{self.quote}</details>")
        yield self.quote.rstrip()

    def _links(self, text: str) -> str:
        return LINK.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        if target.startswith(EXTERNAL):
            return found[0]
        address = None if target.startswith("#") else self.resolve(target)
        return f"[{words}]({address})" if address else words


def statement_convert(text: str, resolve: Resolve) -> str:
    """Return a statement of our dialect as notebook Markdown.

    `resolve` gives the full address of a link's target, or None: then its words alone are left.
    """
    converter = _Converter(resolve)
    lines = [made for line in text.splitlines() for made in converter.line(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip() + "\n"


def _html(text: str) -> str:
    """Return a summary's text, where Markdown is not read; its `code` is set as code."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
