"""Checks of running text: links, dollars, words; each child learns its line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from markdown_it.token import Token

from frontend.dialect.page import Page

WORD = re.compile(r"\w[\w'’-]*")
MATHS = frozenset({"math_inline", "math_inline_double"})
# Without it a line may end between a formula and the full stop after it.
WORD_JOINER = "\u2060"
CLOSING = (".", ",", ";", ":", "!", "?", ")", "]", "-", "'", "’", "”", '"')
EXTERNAL = frozenset({"http", "https", "mailto"})


def inlines_check(inlines: Sequence[Token], page: Page) -> None:
    """Resolve links, note lines and count words."""
    for inline in inlines:
        for child, line in _children_with_lines(inline):
            child.meta["line"] = line
            if child.type == "link_open":
                _link_resolve(child, line, page)
            elif child.type == "image":
                raise page.error(line, "Images are not part of the dialect.")
            elif child.type in MATHS:
                page.words += 1
            elif child.type in {"text", "code_inline"}:
                page.words += len(WORD.findall(child.content))
        _punctuation_bind(inline.children or [])
        _dollars_check(inline, page)


def _children_with_lines(inline: Token) -> Iterator[tuple[Token, int]]:
    line = inline.map[0] if inline.map else 0
    for child in inline.children or []:
        yield child, line
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        line += child.content.count("\n")


def _punctuation_bind(children: Sequence[Token]) -> None:
    for formula, text in pairwise(children):
        if formula.type in MATHS and text.type == "text" and text.content.startswith(CLOSING):
            text.content = WORD_JOINER + text.content


def _link_resolve(link: Token, line: int, page: Page) -> None:
    target = str(link.attrGet("href") or "")
    scheme = urlsplit(target).scheme
    if scheme in EXTERNAL:
        link.attrSet("class", "link-external")
        link.attrSet("rel", "noopener noreferrer")
        return
    if target.startswith("#"):
        if target[1:] not in page.anchors:
            raise page.error(line, f"The link {target!r} leads nowhere in this text.")
        return
    address = page.resolve_link(target)
    if address is None:
        raise page.error(line, f"The link {target!r} leads nowhere.")
    link.attrSet("href", address)
    if scheme:
        link.attrSet("class", f"link-{scheme}")
    if scheme == "concept":
        # What hovers over the link is asked for by this name.
        link.attrSet("data-concept", target.partition(":")[2])


def _dollars_check(inline: Token, page: Page) -> None:
    r"""A dollar that opens no formula was probably meant to: prose writes it as `\$`."""
    children = inline.children or []
    shown = sum(child.content.count("$") for child in children if child.type == "text")
    verbatim = sum(child.content.count(r"\$") for child in children if child.type != "text")
    if shown > inline.content.count(r"\$") - verbatim:
        line = inline.map[0] if inline.map else 0
        raise page.error(line, r"A dollar sign without its partner (a plain dollar is \$).")
