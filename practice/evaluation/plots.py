"""The pictures of the page: exam recall by minutes, and what was said against what was seen."""

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from frontend.plots.style import style_use
from practice.evaluation.comparing import PolicyRow
from practice.evaluation.measures import Calibration

DPI = 110
FEWEST = 20


def plots_write(
    folder: Path, policies: list[PolicyRow], calibrations: dict[str, Calibration]
) -> None:
    """Draw both pictures into a folder."""
    style_use()
    folder.mkdir(parents=True, exist_ok=True)
    if policies:
        figure = Figure()
        _policies_draw(figure.subplots(), policies)
        figure.savefig(folder / "practice-policies.png", dpi=DPI, facecolor="paper")
    if calibrations:
        figure = Figure()
        _calibrations_draw(figure.subplots(), calibrations)
        figure.savefig(folder / "practice-calibration.png", dpi=DPI, facecolor="paper")


def _policies_draw(axes: Axes, policies: list[PolicyRow]) -> None:
    """Draw each policy's exam recall with its interval."""
    names = [f"{row.policy} ({row.minutes.value:.0f} min)" for row in policies]
    values = np.asarray([row.exam_recall.value for row in policies])
    spans = [
        (row.exam_recall.value - row.exam_recall.low, row.exam_recall.high - row.exam_recall.value)
        for row in policies
    ]
    colours = ["brand" if row.policy == "ours" else "muted" for row in policies]
    places = np.arange(len(policies))[::-1]
    axes.errorbar(values, places, xerr=np.asarray(spans).T, fmt="none", ecolor="muted")
    axes.scatter(values, places, c=colours, zorder=3)
    for value, place in zip(values, places, strict=True):
        axes.annotate(
            f"{value:.3f}", (value, place), (0, 7), textcoords="offset points", ha="center"
        )
    axes.set_yticks(places, names)
    axes.set_ylim(-0.6, len(policies) - 0.2)
    axes.set_xlabel("recall on the day of the exam, with 95 % interval")


def _calibrations_draw(axes: Axes, calibrations: dict[str, Calibration]) -> None:
    """Draw, by bin, the share that was right against what was said."""
    axes.plot([0, 1], [0, 1], color="line", linestyle="-", label="honest")
    for name, each in calibrations.items():
        counts = np.asarray(each.counts)
        some = counts >= FEWEST
        said = np.asarray(each.predicted)[some] / counts[some]
        seen = np.asarray(each.came_true)[some] / counts[some]
        axes.plot(said, seen, marker="o", label=name)
    axes.set_xlabel("said")
    axes.set_ylabel("seen")
    axes.legend()
