"""The last gate before a text's HTML is trusted: an allow-list of tags and attributes."""

import nh3

TEXT_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
HEADING_TAGS = {"h2", "h3", "h4", "h5", "h6"}
TABLE_TAGS = {"table", "tbody", "td", "th", "thead", "tr"}
BOX_TAGS = {"details", "div", "figcaption", "figure", "span", "summary"}
TAGS = TEXT_TAGS | HEADING_TAGS | TABLE_TAGS | BOX_TAGS
BOX = frozenset({"class", "id", "tabindex", "role", "aria-label"})
ATTRIBUTES = {
    **{tag: {"class", "id"} for tag in TAGS},
    "div": set(BOX),
    "pre": set(BOX),
    "a": {"aria-label", "class", "data-concept", "href", "rel"},
    "ol": {"start"},
    "span": {"aria-hidden", "class"},
    "th": {"class", "scope"},
}
SCHEMES = {"http", "https", "mailto"}


def html_clean(html: str) -> str:
    """What the dialect produces passes unchanged; anything else is dropped."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
