"""Containers: `::: definition Title` … `:::`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin

from frontend.dialect.page import Page

OPEN = "container_block_open"
CLOSE = "container_block_close"


@dataclass(frozen=True)
class Kind:
    """How a container looks: a box with a label, a label that runs into its text, a fold, or
    a figure, whose title is its name and whose text is its caption.
    """

    label: str
    form: str


KINDS = {
    "definition": Kind("Definition", "box"),
    "key-idea": Kind("Key idea", "run-in"),
    "example": Kind("Example", "box"),
    "non-example": Kind("Non-example", "box"),
    "proof": Kind("Proof", "run-in"),
    "warning": Kind("Warning", "box"),
    "implement": Kind("Implement it", "box"),
    "question": Kind("Question", "box"),
    "answer": Kind("Show the answer", "fold"),
    "hint": Kind("Hint", "fold"),
    "sources": Kind("Sources", "box"),
    "figure": Kind("Figure", "figure"),
}
CLOSINGS = {
    "box": "</div>\n",
    "run-in": "</div>\n",
    "fold": "</details>\n",
    "figure": "</figcaption>\n</figure>\n",
}


def containers_use(md: MarkdownIt) -> None:
    """Teach the parser and the HTML renderer about containers."""
    container_plugin(md, "block", validate=lambda _params, _markup: True)
    md.add_render_rule(OPEN, _render_open)
    md.add_render_rule(CLOSE, _render_close)


def containers_check(tokens: Sequence[Token], text: str, page: Page) -> None:
    """Name and kind of each container, and that each one is closed."""
    lines = text.split("\n")
    ends: list[int] = []
    for token in tokens:
        if token.type == CLOSE:
            ends.pop()
        if token.type != OPEN or token.map is None:
            continue
        first, last = token.map
        name = token.info.strip().partition(" ")[0]
        if not name:
            raise page.error(first, "A closing ::: without a container that it could close.")
        if name not in KINDS:
            raise page.error(first, f"No container is called {name!r}: use {', '.join(KINDS)}.")
        closing = lines[last] if last < len(lines) else ""
        if (ends and ends[-1] == last) or not re.search(rf"{token.markup}:*\s*$", closing):
            raise page.error(
                first, f"The container {name!r} is not closed (one around others has more colons)."
            )
        ends.append(last)


def containers_name(tokens: Sequence[Token], md: MarkdownIt, env: EnvType) -> list[Token]:
    """Parse the titles; returns their inline tokens, for the checks that all text passes."""
    kinds: list[str] = []
    titles: list[Token] = []
    for position, token in enumerate(tokens):
        if token.type == CLOSE:
            token.meta["kind"] = kinds.pop()
        if token.type != OPEN:
            continue
        name, _, title = token.info.strip().partition(" ")
        kinds.append(name)
        token.meta["kind"] = name
        if KINDS[name].form == "figure":
            page = env["page"]
            line = token.map[0] if token.map else 0
            token.meta["figure"] = page.figure_place(title.strip(), line)
            continue
        parsed = md.parseInline(title.strip(), env)[0]
        parsed.map = token.map
        token.meta["title"] = parsed
        titles.append(parsed)
        if KINDS[name].form == "run-in" and not title and position + 2 < len(tokens):
            _label_run_in(tokens[position + 2], KINDS[name].label, token)
    return titles


def _label_run_in(first: Token, label: str, container: Token) -> None:
    if first.type != "inline" or first.children is None:
        return
    strong = Token("html_inline", "", 0)
    strong.content = f'<strong class="block-lead">{escape(label)}.</strong> '
    first.children.insert(0, strong)
    container.meta["has_lead"] = True


def _render_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    name = token.meta["kind"]
    kind = KINDS[name]
    if kind.form == "figure":
        return f'<figure class="figure">\n{token.meta["figure"]}\n<figcaption>\n'
    title = self.renderInline(token.meta["title"].children or [], options, env)
    if kind.form == "fold":
        label = f"{kind.label}: {title}" if title else kind.label
        return f'<details class="block block-{name}"><summary>{label}</summary>\n'
    opening = f'<div class="block block-{name}">\n'
    if token.meta.get("has_lead"):
        return opening
    heading = f'<span class="block-kind">{kind.label}</span>'
    if title:
        heading += f' <span class="block-title">{title}</span>'
    return f'{opening}<p class="block-label">{heading}</p>\n'


def _render_close(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return CLOSINGS[KINDS[tokens[idx].meta["kind"]].form]
