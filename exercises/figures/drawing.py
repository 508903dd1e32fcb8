"""Draws a figure as SVG; colours and type come from the page's style sheet, by class."""

from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from exercises.figures.figure import GRID, Axis, Figure, Series
from exercises.figures.ticks import number_said, share_of, ticks_of

WIDTH, HEIGHT, SQUARE_HEIGHT = 640, 360, 560
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 12, 52
RADIUS = 3.5
MARKED_AT_MOST = 40

Place = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """The rectangle that the data is drawn in, in the picture's own units."""

    height: int

    @property
    def bottom(self) -> int:
        """Return where the horizontal axis lies."""
        return self.height - BOTTOM

    def place(self, across: float, up: float) -> Place:
        """Return the place of shares along both axes."""
        return LEFT + across * (WIDTH - LEFT - RIGHT), self.bottom - up * (self.bottom - TOP)


def figure_svg(figure: Figure, ident: str) -> str:
    """Return a figure as an SVG element; `ident` makes its ids unique on the page.

    The numbers and labels may be anyone's: nothing of them is taken for markup.
    """
    frame = Frame(SQUARE_HEIGHT if figure.is_square else HEIGHT)
    svg = Element("svg", {"class": "plot", "viewBox": f"0 0 {WIDTH} {frame.height}", "role": "img"})
    svg.set("aria-labelledby", f"{ident}-title {ident}-desc")
    SubElement(svg, "title", id=f"{ident}-title").text = figure.title
    SubElement(svg, "desc", id=f"{ident}-desc").text = figure_described(figure)
    box = {"x": LEFT, "y": TOP, "width": WIDTH - LEFT - RIGHT, "height": frame.bottom - TOP}
    clip = SubElement(svg, "clipPath", id=f"{ident}-clip")
    SubElement(clip, "rect", {name: str(value) for name, value in box.items()})
    _axis_across(svg, figure.x, frame)
    _axis_up(svg, figure.y, frame)
    data = SubElement(svg, "g", {"clip-path": f"url(#{ident}-clip)"})
    for ends in figure.levels:
        SubElement(data, "path", {"class": "plot-level", "d": _level(ends, frame)})
    # The first is the learner's, and lies on top.
    for number, series in reversed(list(enumerate(figure.series, 1))):
        _series(data, series, number, figure, frame)
    return ElementTree.tostring(svg, encoding="unicode")


def figure_described(figure: Figure) -> str:
    """Return in words what a figure shows."""
    told = [f"{figure.y.label} against {figure.x.label}."]
    for series in figure.series:
        known = [
            (x, y)
            for x, y in zip(series.x, series.y, strict=False)
            if x is not None and y is not None
        ]
        if known:
            first, last = (
                f"({number_said(x)}, {number_said(y)})" for x, y in (known[0], known[-1])
            )
            told.append(f"{series.label}: {len(known)} points, from {first} to {last}.")
        else:
            told.append(f"{series.label}: nothing that can be drawn.")
    return " ".join(told)


def _axis_across(svg: Element, axis: Axis, frame: Frame) -> None:
    for value, words in ticks_of(axis):
        x, y = frame.place(share_of(axis, value), 0)
        SubElement(svg, "path", {"class": "plot-grid", "d": f"M{x:.1f} {TOP}V{y:.1f}"})
        _text(svg, "plot-tick", words, "middle", (x, y + 18))
    x, _ = frame.place(0.5, 0)
    _text(svg, "plot-label", axis.label, "middle", (x, frame.height - 8))


def _axis_up(svg: Element, axis: Axis, frame: Frame) -> None:
    for value, words in ticks_of(axis):
        x, y = frame.place(0, share_of(axis, value))
        SubElement(svg, "path", {"class": "plot-grid", "d": f"M{x:.1f} {y:.1f}H{WIDTH - RIGHT}"})
        _text(svg, "plot-tick", words, "end", (x - 8, y + 4))
    _, y = frame.place(0, 0.5)
    label = _text(svg, "plot-label", axis.label, "middle", (0, 0))
    label.set("transform", f"translate(14 {y:.1f}) rotate(-90)")


def _text(svg: Element, kind: str, words: str, anchor: str, place: Place) -> Element:
    x, y = (f"{each:.1f}" for each in place)
    text = SubElement(svg, "text", {"class": kind, "x": x, "y": y, "text-anchor": anchor})
    text.text = words
    return text


def _level(ends: tuple[int, ...], frame: Frame) -> str:
    # An odd number out, which no judge of ours sends, is left over.
    places = [frame.place(x / GRID, y / GRID) for x, y in zip(ends[::2], ends[1::2], strict=False)]
    return "".join(f"{'L' if at % 2 else 'M'}{x:.0f} {y:.0f}" for at, (x, y) in enumerate(places))


def _series(data: Element, series: Series, number: int, figure: Figure, frame: Frame) -> None:
    places = [_place(figure, frame, x, y) for x, y in zip(series.x, series.y, strict=False)]
    if series.kind == "line":
        SubElement(data, "path", {"class": f"plot-line plot-{number}", "d": _line(places)})
    known = [place for place in places if place is not None]
    if _is_marked(series):
        for place in known:
            SubElement(
                data, "path", {"class": f"plot-mark plot-{number}", "d": marker(place, number)}
            )


def _is_marked(series: Series) -> bool:
    """Return whether each point has a mark: on a line with many they would run into each other."""
    return series.kind == "points" or len(series.x) <= MARKED_AT_MOST


def _place(figure: Figure, frame: Frame, x: float | None, y: float | None) -> Place | None:
    """Return where a point lies; None for one that has no place."""
    if x is None or y is None or (figure.x.is_log and x <= 0) or (figure.y.is_log and y <= 0):
        return None
    across, up = share_of(figure.x, x), share_of(figure.y, y)
    # Far out is as good as near the edge, and keeps the numbers short.
    return frame.place(min(max(across, -9.0), 10.0), min(max(up, -9.0), 10.0))


def _line(places: list[Place | None]) -> str:
    text, is_begun = "", False
    for place in places:
        if place is not None:
            text += f"{'L' if is_begun else 'M'}{place[0]:.1f} {place[1]:.1f}"
        is_begun = place is not None
    return text


def key_svg(series: Series, number: int) -> str:
    """Return what a series is drawn with, mark and line, small, for the key beside a figure."""
    svg = Element("svg", {"class": "plot-key", "viewBox": "0 0 28 12", "aria-hidden": "true"})
    if series.kind == "line":
        SubElement(svg, "path", {"class": f"plot-line plot-{number}", "d": "M0 6H28"})
    if _is_marked(series):
        mark = {"class": f"plot-mark plot-{number}", "d": marker((14, 6), number)}
        SubElement(svg, "path", mark)
    return ElementTree.tostring(svg, encoding="unicode")


def marker(place: Place, number: int) -> str:
    """Return the path of a mark whose shape tells a series from the others without colour."""
    (x, y), r = place, RADIUS
    if number == 1:
        return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    if number == 2:
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}z"
    if number == 3:
        return f"M{x:.1f} {y - r:.1f}l{r} {2 * r}h{-2 * r}z"
    return f"M{x:.1f} {y - r:.1f}l{r} {r}l{-r} {r}l{-r} {-r}z"
