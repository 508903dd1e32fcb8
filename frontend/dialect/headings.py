"""Headings: stable ids, and levels that fit the page around the text."""

import re
import unicodedata
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from frontend.dialect.page import Heading, Page

DEEPEST = 6


def headings_place(tokens: Sequence[Token], page: Page) -> None:
    """Give each heading an id and the level it has on the page."""
    opened = [token for token in tokens if token.type == "heading_open"]
    levels = sorted({int(token.tag[1]) for token in opened})
    _order_check(opened, levels, page)
    for position, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        level = min(page.heading_level + levels.index(int(token.tag[1])), DEEPEST)
        text = _plain(tokens[position + 1])
        anchor = page.anchor_take(_slug(text) or "heading")
        token.tag = tokens[position + 2].tag = f"h{level}"
        token.attrSet("id", anchor)
        page.headings.append(Heading(level, anchor, text))
        (tokens[position + 1].children or []).append(_link(anchor, text))


def _order_check(opened: Sequence[Token], levels: Sequence[int], page: Page) -> None:
    """A text begins at its topmost level, and goes down one level at a time."""
    depth = -1
    for token in opened:
        goal = levels.index(int(token.tag[1]))
        if goal > depth + 1:
            line = token.map[0] if token.map else 0
            raise page.error(line, "The heading skips a level: its parent heading is missing.")
        depth = goal


def _link(anchor: str, text: str) -> Token:
    link = Token("html_inline", "", 0)
    label = escape(f"Link to {text}")
    link.content = f'<a class="anchor" href="#{anchor}" aria-label="{label}"></a>'
    return link


def _plain(inline: Token) -> str:
    children = inline.children or []
    return "".join(
        " " if child.type == "softbreak" else child.content for child in children
    ).strip()


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
