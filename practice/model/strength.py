"""How likely a concept is known at an instant: the honest probability that pages show."""

from practice.model.calibrator import known
from practice.model.features import trial_of
from practice.model.items import Facet
from practice.model.parameters import DEFAULT, Parameters
from practice.model.state import State


def chance_known(
    state: State, concept: str, facet: Facet, t_ms: float, parameters: Parameters = DEFAULT
) -> float | None:
    """Return the calibrated probability, without guessing, or None where never reviewed.

    `t_ms` is UTC milliseconds. Memory and recent success are blended by the calibrator.
    """
    track = state.tracks(facet).get(concept)
    if track is None or track.memory is None:
        return None
    trial = trial_of(state, facet, (concept,), t_ms, parameters=parameters)
    return known(state.calibrator(facet), trial)
