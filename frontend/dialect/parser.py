"""The parser and the HTML rules of the dialect."""

import re
from collections.abc import Callable, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from frontend.dialect.containers import containers_check, containers_name, containers_use
from frontend.dialect.headings import headings_place
from frontend.dialect.inlines import inlines_check
from frontend.dialect.page import Page
from frontend.highlighting import python_highlight
from frontend.maths.formulas import Formula

CODE_LABELS = {"python": "Python code", "text": "Text", "bash": "Shell commands", "toml": "TOML"}
TEX_WORD = r"(?<=\\)[A-Za-z]+|[A-Za-z]|\d+|[^\s\\{}$]"
SPOKEN = {"_": "sub", "^": "to the"}


def parser_make() -> MarkdownIt:
    """CommonMark without HTML, with tables, formulas and containers."""
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    dollarmath_plugin(md, allow_space=False, allow_digits=False, double_inline=True)
    containers_use(md)
    for name, rule in RULES.items():
        md.add_render_rule(name, rule)
    return md


def page_html(md: MarkdownIt, text: str, page: Page, *, inline: bool) -> str:
    """HTML of a text with placeholders for its formulas; fills the page's lists."""
    env: EnvType = {"page": page}
    # The container plugin reads one character past a text that ends within a container.
    tokens = md.parseInline(text, env) if inline else md.parse(f"{text}\n", env)
    containers_check(tokens, text, page)
    titles = containers_name(tokens, md, env)
    headings_place(tokens, page)
    _equations_anchor(tokens, page)
    inlines_check([*titles, *(token for token in tokens if token.type == "inline")], page)
    return str(md.renderer.render(tokens, md.options, env))


def _equations_anchor(tokens: Sequence[Token], page: Page) -> None:
    for token in tokens:
        if token.type in {"math_block", "math_block_label"}:
            page.words += 1
        if token.type != "math_block_label":
            continue
        anchor = f"eq-{token.info}"
        if anchor in page.anchors:
            line = token.map[0] if token.map else 0
            raise page.error(line, f"Two equations are numbered ({token.info}).")
        page.anchors.add(anchor)


def _page(env: EnvType) -> Page:
    page = env["page"]
    assert isinstance(page, Page)
    return page


def _render_formula(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    formula = Formula(token.content.strip(), display=token.type == "math_inline_double")
    return _page(env).formula_place(formula, token.meta["line"])


def _render_equation(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    line = token.map[0] if token.map else 0
    if token.type == "math_block":
        place = _page(env).formula_place(Formula(token.content, display=True), line)
        return f'<div class="equation">{place}</div>\n'
    label = token.info
    tagged = Formula(rf"{token.content}\tag{{{label}}}", display=True)
    place = _page(env).formula_place(tagged, line, label)
    name = escape(f"eq-{label}")
    link = f'<a class="anchor" href="#{name}" aria-label="Link to equation {escape(label)}"></a>'
    return f'<div class="equation" id="{name}">{place}{link}</div>\n'


def _render_code(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[idx]
    language = token.info.strip().partition(" ")[0]
    is_python = language == "python"
    code = python_highlight(token.content) if is_python else escape(token.content, quote=False)
    label = CODE_LABELS.get(language, "Code")
    return (
        f'<pre class="code" tabindex="0" role="group" aria-label="{label}">'
        f"<code>{code}</code></pre>\n"
    )


def _render_table_open(*_: object) -> str:
    return '<div class="table" tabindex="0" role="group" aria-label="Table"><table>\n'


def _render_table_close(*_: object) -> str:
    return "</table></div>\n"


def _render_cell(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Alignment as a class, for inline styles are forbidden; a header cell without text is none."""
    token, content, close = tokens[idx : idx + 3]
    side = str(token.attrGet("style") or "").removeprefix("text-align:")
    attributes = f' class="align-{side}"' if side in {"right", "center"} else ""
    if token.tag == "td" or not content.content:
        token.tag = close.tag = "td"
        return f"<td{attributes}>"
    opening = f'<th scope="col"{attributes}>'
    spoken = _spoken(content)
    if not spoken:
        return opening
    close.meta["is_spoken"] = True
    return f'{opening}<span class="visually-hidden">{spoken}</span><span aria-hidden="true">'


def _render_header_close(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[idx]
    return f"</span></{token.tag}>" if token.meta.get("is_spoken") else f"</{token.tag}>"


def _spoken(header: Token) -> str:
    """Words for a header of formulas alone: screen readers and axe find no text in MathML there."""
    children = header.children or []
    if any(child.type == "text" and child.content.strip() for child in children):
        return ""
    pieces = re.findall(TEX_WORD, " ".join(child.content for child in children))
    return escape(" ".join(SPOKEN.get(piece, piece) for piece in pieces))


RULES: dict[str, Callable[..., str]] = {
    "math_inline": _render_formula,
    "math_inline_double": _render_formula,
    "math_block": _render_equation,
    "math_block_label": _render_equation,
    "fence": _render_code,
    "code_block": _render_code,
    "table_open": _render_table_open,
    "table_close": _render_table_close,
    "th_open": _render_cell,
    "td_open": _render_cell,
    "th_close": _render_header_close,
}
