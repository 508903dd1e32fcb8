"""Targets, and what is said where ours is worse."""

import math

import pytest
from msgspec import structs

from practice.evaluation.comparing import Duel, PolicyRow
from practice.evaluation.measures import Interval
from practice.evaluation.reporting import Report, text_report
from practice.evaluation.targets import Target, simulated_targets


def duel(recall_more: float, minutes_more: float = -5.0) -> Duel:
    return Duel(
        where="chain, ACT-R",
        learners=9,
        recall=0.6,
        recall_more=Interval(recall_more, recall_more - 0.01, recall_more + 0.01),
        minutes_more=Interval(minutes_more, minutes_more - 1, minutes_more + 1),
        gain_more=Interval(0.2, 0.1, 0.3),
        log_loss=0.45,
        rmse=0.01,
        worse_share=0.1,
    )


@pytest.mark.parametrize(
    ("recall_more", "minutes_more", "missed"),
    [(0.06, -5.0, 0), (0.049, -5.0, 1), (0.06, 0.5, 1), (math.nan, -5.0, 1)],
)
def test_more_recall_counts_only_at_no_more_minutes(
    recall_more: float, minutes_more: float, missed: int
) -> None:
    targets = simulated_targets(duel(recall_more, minutes_more))
    assert sum(not target.holds for target in targets) == missed


def test_a_bound_is_reached_from_its_own_side() -> None:
    assert Target("recall", 0.05, 0.05, at_least=True).holds
    assert not Target("loss", 0.51, 0.5, at_least=False).holds


def test_the_report_says_where_ours_is_worse_and_only_there() -> None:
    row = PolicyRow("ours", *[Interval(0.5, 0.4, 0.6)] * 2, 0.1, None, None, 0.4)
    cells = [duel(-0.05), structs.replace(duel(0.05), where="flat, ACT-R")]
    missed = Target("recall", 0.01, 0.05, at_least=True)
    report = Report("header", [row], [duel(0.0)], cells, [], [], [missed])
    text = text_report(report)
    assert "MISSED" in text
    _, _, losses = text.partition("Where we lose")
    assert "chain, ACT-R  exam recall -0.050 [-0.060, -0.040] against lowest R" in losses
    assert "flat" not in losses
    assert "nowhere" in text_report(structs.replace(report, cells=cells[1:]))
