"""The numbers of the fold that are chosen, not learnt."""

import msgspec


class Parameters(msgspec.Struct, frozen=True):
    """How strong implicit credit is, and how fast recent success fades.

    `credit` is γ of PRACTICE.md, in [0, 1]. `tagged_weight` is the weight of a passed check's tag
    where the graph has no edge for it. The fades are what is left of past wins and losses after
    one more attempt at the concept, or at any.
    """

    credit: float = 0.5
    tagged_weight: float = 0.3
    concept_fade: float = 0.8
    ability_fade: float = 0.96


DEFAULT = Parameters()
