"""What a learner knows of each concept, from a source that config/wiring.py registers."""

from collections.abc import Callable
from dataclasses import dataclass

from grader.models import Learner

# From here on a concept counts as known; PRACTICE aims at recall of this size.
KNOWN_FROM = 0.8


@dataclass(frozen=True)
class ConceptState:
    """Probabilities of recall now, in the text and in code; None where never met."""

    know: float | None = None
    do: float | None = None

    @property
    def status(self) -> str:
        """Say it in a word."""
        met = [each for each in (self.know, self.do) if each is not None]
        if not met:
            return "new"
        return "known" if min(met) >= KNOWN_FROM else "learning"


Source = Callable[[Learner | None], dict[str, ConceptState]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Make a source the one that is asked."""
    _sources[:] = [source]


def concept_states(learner: Learner | None) -> dict[str, ConceptState]:
    """Return the state of each concept that the learner has met, by slug."""
    return _sources[0](learner) if _sources and learner else {}
