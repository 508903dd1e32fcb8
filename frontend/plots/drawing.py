"""Draws programs; runs in a process of its own, for the trusted ones load no NumPy."""

from __future__ import annotations

import contextlib
import runpy
import sys
import traceback
from pathlib import Path

import msgspec
from matplotlib.figure import Figure

from frontend.plots.program import Drawn
from frontend.plots.style import PNG_DPI, figure_axes, figure_svg, style_use


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
