"""The numbers of the fold that are chosen or pooled over learners, not learnt from one learner."""

from functools import cached_property
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Annotated

import msgspec
from fsrs.scheduler import (
    DEFAULT_PARAMETERS,
    LOWER_BOUNDS_PARAMETERS,
    UPPER_BOUNDS_PARAMETERS,
)

from practice.model.memory import Fsrs, fsrs_of

Row = tuple[float, float, float, float, float, float, float]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Positive = Annotated[float, msgspec.Meta(gt=0)]
POOLED_PATH = Path(__file__).with_name("pooled.json")


class Pooled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a learner's calibrator of one facet begins.

    `weights` go with `calibrator.FEATURES`. `slip` is the chance to miss what is known.
    """

    weights: Row
    slip: Annotated[float, msgspec.Meta(ge=0, le=0.3)]


class Pools(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The pooled numbers of both facets."""

    know: Pooled
    do: Pooled


class Parameters(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """Everything chosen or pooled.

    `fsrs_weights` are FSRS-6's 21. `pools` say where the calibrators begin, and
    `weight_precision` and `concept_precision` how many answers at even odds, times four, that is
    worth against a learner's own. Each answer adds `drift` to the variance of a weight, for
    learners change. The weight of recall never falls below `recall_weight_min`.
    Looking ahead, recall counts with at least `ahead_recall_weight`; see `gains`.
    `credit` is γ of PRACTICE.md. `tagged_weight` is the weight of a passed check's tag where the
    graph has no edge for it. The fades are what is left of past wins and losses after one more
    attempt at the concept, or at any.

    Raises ValueError where FSRS's weights are not 21 within the bounds that FSRS gives.
    """

    pools: Pools
    fsrs_weights: tuple[float, ...] = DEFAULT_PARAMETERS
    weight_precision: Positive = 15.0
    concept_precision: Positive = 40.0
    drift: Share = 1e-5
    recall_weight_min: Share = 0.2
    ahead_recall_weight: Share = 0.8
    credit: Share = 0.5
    tagged_weight: Share = 0.3
    concept_fade: Share = 0.8
    ability_fade: Share = 0.96

    def __post_init__(self) -> None:
        """Refuse weights that FSRS would refuse."""
        bounds = (LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS)
        if len(self.fsrs_weights) != len(DEFAULT_PARAMETERS):
            raise ValueError(f"FSRS has {len(DEFAULT_PARAMETERS)} weights")
        for weight, low, high in zip(self.fsrs_weights, *bounds, strict=True):
            if not (isfinite(weight) and low <= weight <= high):
                raise ValueError(f"FSRS's weight {weight} is not within {low} and {high}")

    @cached_property
    def fsrs(self) -> Fsrs:
        """Return FSRS with these weights."""
        return fsrs_of(self.fsrs_weights)

    @cached_property
    def revision(self) -> str:
        """Return a short name that differs for other parameters."""
        return sha256(parameters_write(self)).hexdigest()[:12]


def parameters_write(parameters: Parameters) -> bytes:
    """Return parameters as JSON, in UTF-8."""
    return msgspec.json.encode(parameters)


def parameters_read(written: bytes) -> Parameters:
    """Return parameters written as JSON; raise msgspec.DecodeError for anything else."""
    return msgspec.json.decode(written, type=Parameters)


# Written by `python -m practice.evaluation.pooling`; docs/practice.md says from what.
DEFAULT = Parameters(msgspec.json.decode(POOLED_PATH.read_bytes(), type=Pools))
