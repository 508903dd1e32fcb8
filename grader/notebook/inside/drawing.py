"""The open figures of a script as SVG, in the house style."""

from __future__ import annotations

from matplotlib import pyplot as plt

from frontend.plots.style import figure_svg
from grader.notebook.inside.messages import (
    DESCRIPTION_LIMIT_CHARACTERS,
    FIGURE_COUNT_LIMIT,
    SVG_LIMIT_CHARACTERS,
    Drawing,
)


def drawings_take() -> list[Drawing]:
    """Return each open figure, in the order in which they were made; the first few of many."""
    numbers = plt.get_fignums()
    drawings = [_drawing(number) for number in numbers[:FIGURE_COUNT_LIMIT]]
    if len(numbers) > FIGURE_COUNT_LIMIT:
        reason = f"Of {len(numbers)} figures the first {FIGURE_COUNT_LIMIT} are shown."
        drawings.append(Drawing(reason=reason))
    return drawings


def _drawing(number: int) -> Drawing:
    figure = plt.figure(number)
    label = " ".join(str(figure.get_label()).split())[:DESCRIPTION_LIMIT_CHARACTERS]
    try:
        svg = figure_svg(figure)
    except Exception as error:  # noqa: BLE001 a figure's parts are the script's own
        return Drawing(label=label, reason=f"It cannot be drawn: {error}"[:2000])
    if len(svg) > SVG_LIMIT_CHARACTERS:
        size, limit = (f"{count // 1000:,}" for count in (len(svg), SVG_LIMIT_CHARACTERS))
        return Drawing(label=label, reason=f"It has {size} kB; {limit} kB are allowed.")
    return Drawing(svg=svg, label=label)
