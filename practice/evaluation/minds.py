"""The two truths about memory. Neither shares a line with the scheduler or with the other."""

import math
from collections import defaultdict
from typing import Protocol

from practice.evaluation.learners import Learner

Key = tuple[str, str]


class Mind(Protocol):
    """A learner's memory of every concept in both facets; days are real numbers."""

    def recall(self, key: Key, day: float) -> float:
        """Return the true probability of recall."""

    def practise(self, key: Key, day: float, weight: float, *, recalled: bool) -> None:
        """Leave the trace of an encounter; `weight` is its share of a whole one."""


class ActivationMind:
    """ACT-R with decay that depends on activation.

    Source: Pavlik and Anderson 2005, Cognitive Science 29, equations 1 to 5. An encounter j adds
    w_j t_j^(-d_j) to a sum whose logarithm is the activation m; d_j = c exp(m) + a with m as it was
    at the encounter; recall is logistic in (m - tau)/s. Time between sessions runs slower.
    """

    DECAY_SCALE = 0.217
    DECAY_FLOOR = 0.177
    # Pavlik and Anderson's 0.025 times the seconds of a day.
    SECONDS_A_DAY = 2160.0
    THRESHOLD = -1.0
    NOISE = 0.255
    NOT_RECALLED = 0.8

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._traces: dict[Key, list[tuple[float, float, float]]] = defaultdict(list)

    def recall(self, key: Key, day: float) -> float:
        """Return the true probability of recall."""
        total = self._total(key, day)
        if total <= 0:
            return 0.0
        drive = math.log(total) + (self._learner.ability - self._learner.difficulty[key])
        return 1 / (1 + math.exp(-(drive - self.THRESHOLD) / self.NOISE))

    def practise(self, key: Key, day: float, weight: float, *, recalled: bool) -> None:
        """Leave the trace of an encounter; one that failed leaves a somewhat smaller one."""
        decay = self.DECAY_SCALE * self._total(key, day) + self.DECAY_FLOOR
        weight *= 1.0 if recalled else self.NOT_RECALLED
        self._traces[key].append((day, weight, decay * self._learner.forgetting))

    def _total(self, key: Key, day: float) -> float:
        return math.fsum(
            weight * math.pow(1 + (day - then) * self.SECONDS_A_DAY, -decay)
            for then, weight, decay in self._traces[key]
        )


class MultiscaleMind:
    """Leaky traces on many time scales, each learning what the faster ones leave over.

    Source: Mozer, Pashler, Cepeda, Lindsey and Vul 2009, the multiscale context model. A sum of
    exponentials with times in geometric progression forgets much as a power law does, and spacing
    pays since what fast traces have lost is learnt by slow ones. A latent ability and a difficulty
    shift the logit.
    """

    TIMES_DAYS = tuple(0.15 * 3.5**k for k in range(7))
    SHARES = tuple(0.93**k for k in range(7))
    RATE_RECALLED = 0.2
    RATE_NOT_RECALLED = 0.1

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._traces: dict[Key, tuple[float, list[float]]] = {}

    def recall(self, key: Key, day: float) -> float:
        """Return the true probability of recall."""
        strengths = self._strengths(self._faded(key, day))
        strength = min(0.999, strengths[-1])
        if strength < 1e-4:
            return 0.0
        drive = math.log(strength / (1 - strength)) * 2.0 + 3.6
        drive += self._learner.ability - self._learner.difficulty[key]
        return 1 / (1 + math.exp(-drive))

    def practise(self, key: Key, day: float, weight: float, *, recalled: bool) -> None:
        """Move every trace towards one, by what the traces up to it still lack."""
        traces = self._faded(key, day)
        rate = weight * (self.RATE_RECALLED if recalled else self.RATE_NOT_RECALLED)
        lacking = [1 - strength for strength in self._strengths(traces)]
        moved = [x + rate * max(0.0, lack) for x, lack in zip(traces, lacking, strict=True)]
        self._traces[key] = (day, moved)

    def _faded(self, key: Key, day: float) -> list[float]:
        then, traces = self._traces.get(key, (day, [0.0] * len(self.TIMES_DAYS)))
        elapsed = (day - then) * self._learner.forgetting
        return [
            x * math.exp(-elapsed / time) for x, time in zip(traces, self.TIMES_DAYS, strict=True)
        ]

    def _strengths(self, traces: list[float]) -> list[float]:
        strengths, total, shares = [], 0.0, 0.0
        for x, share in zip(traces, self.SHARES, strict=True):
            total, shares = total + share * x, shares + share
            strengths.append(total / shares)
        return strengths


MINDS: dict[str, type[ActivationMind] | type[MultiscaleMind]] = {
    "ACT-R": ActivationMind,
    "multiscale": MultiscaleMind,
}
