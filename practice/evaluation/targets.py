"""What `make practice-eval` holds the queue to."""

from collections.abc import Sequence

from msgspec import Struct

from practice.evaluation.comparing import Duel
from practice.evaluation.real import ASSIST_NAME, REVIEWS_NAME, LogRow


class Target(Struct, frozen=True):
    """A value and the bound that it must reach from above or below."""

    name: str
    value: float
    bound: float
    at_least: bool

    @property
    def holds(self) -> bool:
        """Tell whether the value reaches the bound; one that is not a number does not."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def simulated_targets(duel: Duel) -> list[Target]:
    """Return the targets of the simulator."""
    return [
        Target("exam recall over FSRS lowest R", duel.recall_more.value, 0.05, at_least=True),
        Target("minutes over FSRS lowest R", duel.minutes_more.value, 0.0, at_least=False),
        Target("gain per minute over FSRS due-only", duel.gain_more.value, 0.13, at_least=True),
        Target("log loss, simulated", duel.log_loss, 0.50, at_least=False),
        Target("20-bin RMSE, simulated", duel.rmse, 0.02, at_least=False),
    ]


def real_targets(rows: Sequence[LogRow]) -> list[Target]:
    """Return the targets of the logs that were there."""
    ours = {row.log: row for row in rows if row.predictor == "ours"}
    found = []
    if ASSIST_NAME in ours:
        row = ours[ASSIST_NAME]
        found += [
            Target(f"AUC, {ASSIST_NAME}", row.auc.value, 0.70, at_least=True),
            Target(f"log loss, {ASSIST_NAME}", row.log_loss.value, 0.533, at_least=False),
        ]
    if REVIEWS_NAME in ours:
        value = ours[REVIEWS_NAME].log_loss.value
        found.append(Target(f"log loss, {REVIEWS_NAME}", value, 0.449, at_least=False))
    return found
