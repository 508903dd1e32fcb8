"""Our model on the real logs: answers become events, and the fold learns from them."""

from collections.abc import Sequence

from practice.evaluation.logs import Trial
from practice.model.calibrator import predict
from practice.model.events import Event
from practice.model.features import trial_of
from practice.model.folding import step
from practice.model.graph import Graph
from practice.model.state import State


class Modelled:
    """One fold for each learner; what the calibrator knows is handed from learner to learner.

    On a log of many learners the calibrator therefore is a pooled one, learnt online. The site has
    one for each learner, which begins at pooled weights.
    """

    def __init__(self, tz_offset_min: int = 0) -> None:
        self.graph, self.calibrator = Graph(), State().know_calibrator
        self.tz = tz_offset_min

    def start(self, learner: str) -> None:
        """Begin a learner's state with the calibrator of those before."""
        self.state, self.count = State(know_calibrator=self.calibrator), 0

    def predict(self, trial: Trial) -> float:
        """Return the calibrator's probability."""
        asked = trial_of(self.state, "know", (trial.concept,), trial.t_ms)
        return predict(self.state.know_calibrator, asked)

    def learn(self, trial: Trial) -> None:
        """Fold the answer, and the learner's own rating where it says more."""
        for event in self._events(trial):
            step(self.state, event, self.graph)

    def _events(self, trial: Trial) -> Sequence[Event]:
        answer = self._event("quiz", trial, {"correct": trial.passed, "concepts": [trial.concept]})
        if trial.rating in {1, 3}:
            return [answer]
        return [answer, self._event("self_rating", trial, {"rating": trial.rating})]

    def _event(self, kind: str, trial: Trial, payload: dict[str, object]) -> Event:
        self.count += 1
        return Event(
            id=f"{trial.learner}-{self.count}",
            device_id="log",
            seq=self.count,
            kind="quiz" if kind == "quiz" else "self_rating",
            item_id=trial.concept,
            t_eff_ms=trial.t_ms,
            tz_offset_min=self.tz,
            payload=payload,
        )
