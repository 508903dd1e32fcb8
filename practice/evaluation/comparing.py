"""From simulated learners to the rows of the tables: each policy, and ours against the others."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from practice.evaluation.measures import (
    Array,
    Calibration,
    Interval,
    mean_interval,
    pooled_interval,
    ratio_interval,
)
from practice.evaluation.simulation import CONTROL, DUE, FILLING, NONE, OURS, POLICIES, Learnt


class PolicyRow(Struct, frozen=True):
    """One policy, pooled over learners; `gain_per_hour` is exam recall over no practice.

    `least_log_loss` is that of the true probabilities on the same answers.
    """

    policy: str
    exam_recall: Interval
    minutes: Interval
    gain_per_hour: float
    log_loss: Interval | None
    rmse: Interval | None
    least_log_loss: float


class Duel(Struct, frozen=True):
    """Ours against the two FSRS policies on some learners; differences are paired by learner."""

    where: str
    learners: int
    recall: float
    recall_more: Interval
    minutes_more: Interval
    gain_more: Interval
    log_loss: float
    rmse: float
    worse_share: float


def policy_rows(found: Sequence[Learnt]) -> list[PolicyRow]:
    """Return a row for each policy over the cells that the targets count."""
    learners = counted(found)
    return [_policy_row(name, learners) for name in POLICIES]


def counted(found: Sequence[Learnt]) -> list[Learnt]:
    """Return the learners that the targets count: all but those of the control."""
    return [each for each in found if each.cell.graph != CONTROL]


def pooled_duel(found: Sequence[Learnt]) -> Duel:
    """Return ours against FSRS over the cells that the targets count."""
    return _duel("all but the control", counted(found))


def cell_duels(found: Sequence[Learnt]) -> list[Duel]:
    """Return ours against FSRS in every graph under every truth."""
    return _duels(found, lambda each: f"{each.cell.graph}, {each.cell.truth}")


def kind_duels(found: Sequence[Learnt]) -> list[Duel]:
    """Return ours against FSRS for every type of learner."""
    return _duels(counted(found), lambda each: each.kind)


def _duels(found: Sequence[Learnt], name: Callable[[Learnt], str]) -> list[Duel]:
    groups: dict[str, list[Learnt]] = {}
    for each in found:
        groups.setdefault(name(each), []).append(each)
    return [_duel(where, learners) for where, learners in groups.items()]


def _by_seed(learners: Sequence[Learnt], value: Callable[[Learnt], float]) -> Array:
    """Return the mean for each seed: one learner's cells share their luck, so stay together."""
    groups: dict[int, list[float]] = {}
    for each in learners:
        groups.setdefault(each.seed, []).append(value(each))
    return np.asarray([np.mean(groups[seed]) for seed in sorted(groups)])


def _recall(learners: Sequence[Learnt], policy: str) -> Array:
    return _by_seed(learners, lambda each: each.outcomes[policy].exam_recall)


def _minutes(learners: Sequence[Learnt], policy: str) -> Array:
    return _by_seed(learners, lambda each: each.outcomes[policy].minutes)


def _policy_row(policy: str, learners: Sequence[Learnt]) -> PolicyRow:
    recall, minutes = _recall(learners, policy), _minutes(learners, policy)
    gain = (recall - _recall(learners, NONE)).sum()
    parts = _calibrations(learners, policy)
    least = Calibration.pooled([each.outcomes[policy].least for each in learners])
    return PolicyRow(
        policy,
        mean_interval(recall),
        mean_interval(minutes),
        float(60 * gain / minutes.sum()) if minutes.any() else 0.0,
        pooled_interval(parts, "log_loss") if minutes.any() else None,
        pooled_interval(parts, "rmse") if minutes.any() else None,
        least.log_loss,
    )


def _calibrations(learners: Sequence[Learnt], policy: str) -> list[Calibration]:
    groups: dict[int, list[Calibration]] = {}
    for each in learners:
        groups.setdefault(each.seed, []).append(each.outcomes[policy].calibration)
    return [Calibration.pooled(groups[seed]) for seed in sorted(groups)]


def _duel(where: str, learners: Sequence[Learnt]) -> Duel:
    ours, filling, due = (_recall(learners, name) for name in (OURS, FILLING, DUE))
    none = _recall(learners, NONE)
    minutes = _minutes(learners, OURS)
    calibration = Calibration.pooled(_calibrations(learners, OURS))
    worse = [
        each.outcomes[OURS].exam_recall < each.outcomes[FILLING].exam_recall for each in learners
    ]
    return Duel(
        where=where,
        learners=len(learners),
        recall=float(ours.mean()),
        recall_more=mean_interval(ours - filling),
        minutes_more=mean_interval(minutes - _minutes(learners, FILLING)),
        gain_more=ratio_interval(ours - none, minutes, due - none, _minutes(learners, DUE)),
        log_loss=calibration.log_loss,
        rmse=calibration.rmse,
        worse_share=float(np.mean(worse)),
    )
