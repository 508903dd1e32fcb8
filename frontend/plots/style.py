"""The house style: what matplotlib is told before it draws. Runs where there is matplotlib.

The sandbox of notebooks has this file, the palette, and no other of this room.
"""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib import colors
from matplotlib.figure import Figure

from frontend.plots.palette import COLOURS, CYCLE, SCALE, Colour

WIDTH_IN, HEIGHT_IN = 7.2, 4.2
PNG_DPI = 120
COLORMAP = "descent"
DASHES = ("-", (0, (7, 3)), (0, (2, 2)), (0, (7, 2, 2, 2)), "-")
SETTINGS: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": "muted",
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": "ink",
    "axes.linewidth": 0.8,
    "axes.prop_cycle": cycler(color=list(CYCLE)) + cycler(linestyle=list(DASHES)),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": "ink",
    "axes.titlesize": 11.5,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "figure.figsize": (WIDTH_IN, HEIGHT_IN),
    "font.size": 11.5,
    "grid.color": "line",
    "grid.linewidth": 0.8,
    "image.cmap": COLORMAP,
    "legend.edgecolor": "line",
    "legend.facecolor": "paper",
    "legend.framealpha": 0.85,
    "legend.labelcolor": "ink",
    "lines.linewidth": 2,
    "lines.markersize": 6,
    "mathtext.fontset": "dejavusans",
    "patch.edgecolor": "paper",
    "savefig.facecolor": "none",
    "svg.fonttype": "none",
    "svg.hashsalt": "descent",
    "text.color": "ink",
    "xtick.color": "muted",
    "xtick.labelcolor": "muted",
    "ytick.color": "muted",
    "ytick.labelcolor": "muted",
}
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def style_use(theme: str = "light") -> None:
    """Make the house style the default, in a theme's colours; "light" is what pages expect."""
    names = {name: _in(theme, colour) for name, colour in COLOURS.items()}
    colors.get_named_colors_mapping().update(names)
    scale = colors.ListedColormap([_in(theme, shade) for shade in SCALE], COLORMAP)
    if COLORMAP in mpl.colormaps:
        mpl.colormaps.unregister(COLORMAP)
    mpl.colormaps.register(scale)
    for name, value in SETTINGS.items():
        mpl.rcParams[name] = value


def figure_svg(figure: Figure) -> str:
    """Return a figure as SVG, the same for the same figure."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata=NO_METADATA)
    return text.getvalue()


def _in(theme: str, colour: Colour) -> str:
    return colour.dark if theme == "dark" else colour.light
