"""What an attempt shows: for each concept the share that was right, and who is only tagged."""

from typing import Any

import msgspec

from practice.model.events import Event


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """What one answer shows, with shares in [0, 1] by concept.

    `own` are the concepts that the item is about; `tagged` others that some of its checks need.
    """

    own: dict[str, float]
    tagged: dict[str, float]
    passed: int
    total: int

    @property
    def is_passed(self) -> bool:
        """Tell whether everything was right."""
        return 0 < self.total == self.passed


def evidence_of(event: Event) -> Evidence:
    """Return what a `quiz` or `exercise_result` event shows.

    The share of a concept is sum(weight of passed) / sum(weight) over the checks tagged with it.
    A result that names no concepts of its own is about all that its checks name.
    """
    concepts = concepts_of(event.payload)
    if event.kind == "quiz":
        share = 1.0 if event.payload.get("correct") is True else 0.0
        return Evidence(dict.fromkeys(concepts, share), {}, int(share), 1)
    checks = event.payload.get("checks", [])
    totals: dict[str, float] = {}
    won: dict[str, float] = {}
    passed = 0
    for check in checks:
        weight = float(check.get("max_points", 0))
        is_passed = check.get("verdict") == "passed"
        passed += is_passed
        for concept in concepts_of(check):
            totals[concept] = totals.get(concept, 0.0) + weight
            won[concept] = won.get(concept, 0.0) + (weight if is_passed else 0.0)
    own, tagged = dict[str, float](), dict[str, float]()
    for slug, total in totals.items():
        if total > 0:
            shares = own if not concepts or slug in concepts else tagged
            shares[slug] = won[slug] / total
    return Evidence(own, tagged, passed, len(checks))


def concepts_of(source: dict[str, Any]) -> list[str]:
    """Return the concepts that a payload or a check names; devices may have written anything."""
    named = source.get("concepts")
    if not isinstance(named, list):
        return []
    if len(named) == 1:
        return named if isinstance(named[0], str) else []
    return list(dict.fromkeys(each for each in named if isinstance(each, str)))
