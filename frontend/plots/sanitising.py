"""Rebuilds an SVG from what is known to be harmless, in the colours of the page's theme.

The text may come from a learner's code. Nothing of it is copied: each element and each attribute
is on a list, each value has the form that its attribute may have, and the rest is left out.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from frontend.plots.palette import THEMED

TEXT_LIMIT_CHARACTERS = 1_000_000
ELEMENT_LIMIT = 20_000
DEPTH_LIMIT = 40
IMAGE_LIMIT_CHARACTERS = 200_000

# What an interactive figure replaces: artists whose gid begins so.
STILL = "still"

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
SHAPES = ("path", "rect", "circle", "line", "polyline", "polygon")
TAGS = frozenset((*SHAPES, "g", "defs", "clipPath", "text", "tspan", "use", "image"))
PLACES = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "x2", "y1", "y2")
MEASURES = ("stroke-width", "stroke-miterlimit", "stroke-dashoffset", "font-size")
OPACITIES = ("opacity", "fill-opacity", "stroke-opacity")
REFERRED = frozenset({f"{SVG}path", f"{SVG}clipPath"})
NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
NUMBERS = rf"{NUMBER}(?:[\s,]+{NUMBER})*"
LENGTH = rf"({NUMBER})(?:px|pt)?"
COLOUR = r"none|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}"
PATTERNS = {
    **dict.fromkeys((*PLACES, "dx", "dy"), NUMBERS),
    **dict.fromkeys((*MEASURES, *OPACITIES), LENGTH),
    "d": r"[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]*",
    "points": NUMBERS,
    "transform": rf"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\({NUMBERS}\)\s*)+",
    "fill": COLOUR,
    "stroke": COLOUR,
    "fill-rule": "nonzero|evenodd",
    "clip-rule": "nonzero|evenodd",
    "stroke-linejoin": "miter|round|bevel",
    "stroke-linecap": "butt|round|square",
    "stroke-dasharray": rf"none|{NUMBERS}",
    "text-anchor": "start|middle|end",
    "font-style": "normal|italic|oblique",
    "font-weight": r"normal|bold|[1-9]00",
    "preserveAspectRatio": "none|xMidYMid",
}
FORMS = {name: re.compile(rf"(?:{pattern})\Z") for name, pattern in PATTERNS.items()}
FONT = re.compile(rf"(?:(italic|oblique)\s+)?(?:(bold|[1-9]00)\s+)?({NUMBER})px\b")
LONG_DECIMAL = re.compile(r"\d*\.\d{2,}")
NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)\Z")
AROUND_COMMAND = re.compile(r"\s*([A-Za-z])\s*")
IDENT = re.compile(r"[A-Za-z_][\w.-]{0,80}\Z")
PNG = re.compile(r"data:image/png;base64,\s*([A-Za-z0-9+/=\s]*)\Z")
# With no other declaration than matplotlib's own, no entity can be defined.
DOCTYPE = re.compile(r'<!DOCTYPE svg PUBLIC "[^"<>]*"\s*"[^"<>]*">')


class SvgRefused(Exception):
    """A text that is no SVG, or larger than a page can bear; the message says what to do."""


def svg_clean(text: str, *, ident: str, title: str, description: str) -> str:
    """Return the picture for a page: harmless, themed, named; `ident` keeps its ids apart.

    Raises SvgRefused.
    """
    root = _parsed(text)
    width, height = _size(root)
    svg = Element("svg", {"class": "drawing", "viewBox": f"0 0 {width} {height}", "role": "img"})
    svg.set("aria-labelledby", f"{ident}-title {ident}-desc")
    # What matplotlib says in a style element.
    svg.set("stroke-linejoin", "round")
    ElementTree.SubElement(svg, "title", id=f"{ident}-title").text = title
    ElementTree.SubElement(svg, "desc", id=f"{ident}-desc").text = description
    known = set(_names_used(root))
    for child in root:
        _copy(child, svg, ident, known, DEPTH_LIMIT)
    return ElementTree.tostring(svg, encoding="unicode")


def _parsed(text: str) -> Element:
    if len(text) > TEXT_LIMIT_CHARACTERS:
        raise SvgRefused("The figure is too large: draw fewer points.")
    plain = DOCTYPE.sub("", text, count=1)
    if "<!DOCTYPE" in plain or "<!ENTITY" in plain:
        raise SvgRefused("The figure is not one that matplotlib draws.")
    try:
        root = ElementTree.fromstring(plain.encode())  # noqa: S314 (no declarations)
    except (ElementTree.ParseError, UnicodeEncodeError, ValueError, RecursionError):
        raise SvgRefused("The figure is not one that matplotlib draws.") from None
    if root.tag != f"{SVG}svg":
        raise SvgRefused("The figure is not one that matplotlib draws.")
    if sum(1 for _ in root.iter()) > ELEMENT_LIMIT:
        raise SvgRefused("The figure has too many parts: draw fewer points.")
    return root


def _size(root: Element) -> tuple[str, str]:
    numbers = re.findall(NUMBER, root.get("viewBox", ""))
    if len(numbers) != 4 or not all(0 < float(each) <= 5000 for each in numbers[2:]):
        raise SvgRefused("The figure has no size that a page can show.")
    width, height = (f"{float(each):g}" for each in numbers[2:])
    return width, height


def _names_used(root: Element) -> Iterator[str]:
    """Yield the ids that something refers to; the others are left out."""
    # Only what refers to nothing itself, or a few lines could show a shape a billion times.
    ids = {node.get("id", "") for node in root.iter() if node.tag in REFERRED}
    for node in root.iter():
        references = (node.get("href"), node.get(HREF), node.get("clip-path", "")[4:-1])
        names = {each[1:] for each in references if each and each.startswith("#")}
        yield from (name for name in names & ids if IDENT.match(name))


def _copy(node: Element, parent: Element, ident: str, known: set[str], depth: int) -> None:
    tag = node.tag.removeprefix(SVG)
    if tag not in TAGS or not node.tag.startswith(SVG) or depth == 0:
        return
    attributes = dict(_attributes(node, ident, known))
    if tag == "image" and not _image_take(node, attributes):
        return
    if tag == "use" and "href" not in attributes:
        return
    # A group without attributes says nothing, and matplotlib makes one for each tick.
    is_bare = tag == "g" and not attributes
    copy = parent if is_bare else ElementTree.SubElement(parent, tag, attributes)
    if tag in {"text", "tspan"}:
        copy.text = node.text
    for child in node:
        _copy(child, copy, ident, known, depth - 1)
        if tag in {"text", "tspan"} and len(copy):
            copy[-1].tail = child.tail


def _attributes(node: Element, ident: str, known: set[str]) -> Iterator[tuple[str, str]]:
    for name, value in (*node.items(), *_style(node.get("style", ""))):
        if name == "transform" and NO_TURN.match(value):
            continue
        if name in FORMS and FORMS[name].match(value.strip()):
            yield name, _value(name, value.strip())
        elif name == "id" and value.startswith(STILL):
            yield "class", STILL
        elif name == "id" and value in known:
            yield name, f"{ident}-{value}"
        elif name == "clip-path" and (target := _target(value[4:-1], known)):
            yield name, f"url(#{ident}-{target})"
        elif name in {"href", HREF} and (target := _target(value, known)):
            yield "href", f"#{ident}-{target}"


def _target(reference: str, known: set[str]) -> str | None:
    return reference[1:] if reference.startswith("#") and reference[1:] in known else None


def _style(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, _, value = (each.strip() for each in declaration.partition(":"))
        if name == "font" and (font := FONT.match(value)):
            shown = (("font-style", font[1]), ("font-weight", font[2]), ("font-size", font[3]))
            yield from ((part, found) for part, found in shown if found)
        else:
            yield name, value


def _value(name: str, value: str) -> str:
    if name in {"fill", "stroke"}:
        return THEMED.get(value.lower(), value.lower())
    if PATTERNS[name] == LENGTH:
        value = value.removesuffix("px").removesuffix("pt")
    # Places in tenths of a unit; a scale or an opacity wants more.
    digits = 1 if PATTERNS[name] == NUMBERS or name == "d" else 4
    value = LONG_DECIMAL.sub(lambda found: f"{float(found[0]):.{digits}f}", value)
    value = " ".join(value.split())
    return AROUND_COMMAND.sub(r"\1", value) if name == "d" else value


def _image_take(node: Element, attributes: dict[str, str]) -> bool:
    """Let a PNG within the picture pass, such as imshow makes; nothing is fetched for it."""
    address = node.get("href") or node.get(HREF) or ""
    found = PNG.match(address) if len(address) <= IMAGE_LIMIT_CHARACTERS else None
    if found:
        attributes["href"] = "data:image/png;base64," + "".join(found[1].split())
    return found is not None
