"""The words of a rendered text, for search: formulas and code apart from what is said."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

# What stands in a snippet for a formula that is no plain word.
ELLIPSIS = "…"
SHORT_FORMULA = re.compile(r"[A-Za-z0-9 =<>+\-.,/()]{1,12}")
# A command, or a word; two letters beside each other are two variables.
SYMBOL = re.compile(r"(?<=\\)[A-Za-z]+|[A-Za-z]{3,}")
# What is read apart, by its tag or class; what only screen readers hear is there once more.
KINDS = {"pre": "code", "svg": "drawing", "katex": "formula", "visually-hidden": "heard"}
# Keeps a formula and the comma after it on one line.
WORD_JOINER = "\u2060"
VOID = {"br", "hr", "img", "input", "path", "use", "circle", "line", "rect"}
# Commands of TeX that lay out and mean nothing.
LAYOUT = re.compile(
    r"left|right|[bB]igg?[lr]?|begin|end|aligned|cases|[bp]?matrix|array|[td]?frac|math[a-z]+|text[a-z]*"
    r"|boldsymbol|operatorname|q?quad|tag|label|limits|[cl]?dots?|displaystyle|[hv]space"
)


@dataclass(frozen=True)
class PlainText:
    """What a text says, and the words of its formulas and code."""

    body: str
    symbols: str


def plain_text(*htmls: str) -> PlainText:
    """Return the words of rendered texts, in order."""
    words = _Words()
    for html in htmls:
        words.feed(html)
        words.said.append(" ")
    words.close()
    return PlainText(
        _spaces("".join(words.said)), " ".join(sorted(set(words.symbols), key=str.lower))
    )


def _spaces(text: str) -> str:
    text = " ".join(text.replace(WORD_JOINER, "").split())
    text = re.sub(rf"{ELLIPSIS}( ?{ELLIPSIS})+", ELLIPSIS, text)
    return re.sub(r" ([.,;:)])", r"\1", text)


class _Words(HTMLParser):
    """Collects what is said, and leaves out what only lays out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.symbols: list[str] = []
        # The tags within the formula, drawing or code that is being read, by their kind.
        self._depth = 0
        self._kind = ""
        self._collects = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if self._kind:
            self._depth += tag not in VOID
            self._collects = tag == "annotation" or (
                self._kind == "drawing" and tag in {"title", "desc"}
            )
            return
        kind = KINDS.get(tag) or next((KINDS[each] for each in classes if each in KINDS), "")
        if kind:
            self._kind, self._depth = kind, 1
        elif tag not in {"a", "em", "strong", "code", "span"}:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._collects = False
        if not self._kind:
            if tag not in {"a", "em", "strong", "code", "span"}:
                self.said.append(" ")
            return
        self._depth -= tag not in VOID
        if self._depth == 0:
            self._kind = ""
            self.said.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself holds no words."""

    def handle_data(self, data: str) -> None:
        if not self._kind:
            self.said.append(data)
        elif self._kind == "code":
            self.symbols += re.findall(r"[A-Za-z][A-Za-z0-9_]+", data)
        elif self._collects and self._kind == "drawing":
            self.said.append(f" {data} ")
        elif self._collects:
            self._formula(data.strip())

    def _formula(self, tex: str) -> None:
        self.said.append(tex if SHORT_FORMULA.fullmatch(tex) else ELLIPSIS)
        self.symbols += [word for word in SYMBOL.findall(tex) if not LAYOUT.fullmatch(word)]
