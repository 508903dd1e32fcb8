"""The colours of pictures: matplotlib draws with those of the light theme, pages with variables."""

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour in the light theme, in the dark one, and as the style sheet has it."""

    light: str
    dark: str
    css: str


COLOURS = {
    "ink": Colour("#1b2027", "#e9e6df", "var(--ink)"),
    "muted": Colour("#515b66", "#a6b0bb", "var(--muted)"),
    "line": Colour("#dcd7ca", "#2e3843", "var(--line)"),
    "contour": Colour("#90b5b3", "#2f5a5d", "var(--contour)"),
    "brand": Colour("#0b5a63", "#6ccfcb", "var(--brand)"),
    "iterate": Colour("#a63d0c", "#f2a467", "var(--iterate)"),
    "ok": Colour("#1a6b3a", "#74cf93", "var(--ok)"),
    "warn": Colour("#7a5200", "#e3b661", "var(--warn)"),
    "error": Colour("#a8201a", "#ff928a", "var(--error)"),
    "wash": Colour("#eef4f3", "#1b2a31", "var(--brand-wash)"),
    "paper": Colour("#fbfaf6", "#11161c", "var(--bg)"),
}
# What a series is drawn in, in this order; each has its own dash, too.
CYCLE = ("iterate", "brand", "ok", "warn", "muted")
SHADES = 12


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _mixed(share: float, one: str, other: str) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def _shade(number: int) -> Colour:
    # Neither end is the pure colour: both are names of their own.
    share = (number + 0.5) / SHADES
    brand, paper = COLOURS["brand"], COLOURS["paper"]
    return Colour(
        _mixed(share, brand.light, paper.light),
        _mixed(share, brand.dark, paper.dark),
        f"color-mix(in srgb, var(--brand) {100 * share:.1f}%, var(--bg))",
    )


# From the paper to the brand's colour: what filled contours and heat maps are drawn in.
SCALE = tuple(_shade(number) for number in range(SHADES))

# What stands for each colour that matplotlib wrote.
THEMED = {
    **{colour.light: colour.css for colour in (*COLOURS.values(), *SCALE)},
    "#000000": "var(--ink)",
    "#ffffff": "var(--bg)",
}
