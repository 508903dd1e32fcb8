"""Draws programs; runs in a process of its own, for the trusted ones load no NumPy."""

from __future__ import annotations

import contextlib
import runpy
import sys
import traceback
from pathlib import Path

import msgspec
from matplotlib.figure import Figure

from frontend.plots.program import Axes, Drawn
from frontend.plots.style import PNG_DPI, figure_svg, style_use

POINTS_PER_INCH = 72


def program_draw(path: Path) -> Figure:
    """Run a program and return its figure; what the program raises passes."""
    figure = Figure()
    runpy.run_path(str(path))["draw"](figure)
    return figure


def preview_write(path: Path, target: Path, theme: str) -> None:
    """Draw a program into a file, to be looked at: `target` ends in .png or .svg."""
    style_use(theme)
    figure = program_draw(path)
    figure.savefig(target, dpi=PNG_DPI, facecolor="paper")


def figure_axes(figure: Figure) -> tuple[Axes, ...]:
    """Return where the axes of a figure that has been drawn lie, in units of its SVG."""
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    found = []
    for axes in figure.axes:
        place = axes.get_position()
        left, right, top, bottom = (
            round(float(each), 2)
            for each in (
                place.x0 * width,
                place.x1 * width,
                (1 - place.y1) * height,
                (1 - place.y0) * height,
            )
        )
        spans = [(float(low), float(high)) for low, high in (axes.get_xlim(), axes.get_ylim())]
        found.append(Axes((left, top, right, bottom), *spans))
    return tuple(found)


def main() -> None:
    """Draw the programs whose paths are given, one answer a line on standard output."""
    style_use()
    encoder = msgspec.json.Encoder()
    answers = sys.stdout
    for path in sys.argv[1:]:
        # What a program prints is no answer.
        with contextlib.redirect_stdout(sys.stderr):
            drawn = _drawn(Path(path))
        answers.write(encoder.encode(drawn).decode() + "\n")
        answers.flush()


def _drawn(path: Path) -> Drawn:
    try:
        figure = program_draw(path)
        # The layout is settled by drawing.
        return Drawn(svg=figure_svg(figure), axes=figure_axes(figure))
    except Exception as error:  # noqa: BLE001 whatever a program raises is told to its author
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(path)]
        return Drawn(reason=f"{type(error).__name__}: {error}", line=(lines or [1])[-1] or 1)


if __name__ == "__main__":
    main()
