"""Python code as HTML, its tokens marked for the stylesheet."""

import html
import io
import keyword
import tokenize

CONSTANTS = frozenset({"True", "False", "None"})


def python_highlight(code: str) -> str:
    """HTML of Python code; code that does not tokenise comes back plain."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return html.escape(code, quote=False)
    # The tokeniser's own idea of a line; the last one is empty.
    lines = [*io.StringIO(code), ""]
    pieces: list[str] = []
    row, column = 1, 0
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        kind = _kind(token, following)
        if kind is None:
            continue
        pieces.append(html.escape(_between(lines, (row, column), token.start), quote=False))
        pieces.append(f'<span class="code-{kind}">{html.escape(token.string, quote=False)}</span>')
        row, column = token.end
    pieces.append(html.escape(_between(lines, (row, column), (len(lines), 0)), quote=False))
    return "".join(pieces)


def _kind(token: tokenize.TokenInfo, following: tokenize.TokenInfo) -> str | None:
    if token.type == tokenize.STRING:
        return "str"
    if token.type == tokenize.COMMENT:
        return "com"
    if token.type == tokenize.NUMBER or token.string in CONSTANTS:
        return "num"
    if token.type == tokenize.NAME:
        if keyword.iskeyword(token.string):
            return "kw"
        if following.string == "(":
            return "fn"
    return None


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    (first, from_column), (last, to_column) = start, end
    if first == last:
        return lines[first - 1][from_column:to_column]
    middle = "".join(lines[first : last - 1])
    return lines[first - 1][from_column:] + middle + lines[last - 1][:to_column]
