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
    passed: dict[str, float] = {}
    for check in checks:
        weight = float(check.get("max_points", 0))
        won = weight if check.get("verdict") == "passed" else 0.0
        for concept in concepts_of(check):
            totals[concept] = totals.get(concept, 0.0) + weight
            passed[concept] = passed.get(concept, 0.0) + won
    shares = {slug: passed[slug] / total for slug, total in totals.items() if total > 0}
    own = {slug: share for slug, share in shares.items() if not concepts or slug in concepts}
    tagged = {slug: share for slug, share in shares.items() if slug not in own}
    return Evidence(own, tagged, sum(c.get("verdict") == "passed" for c in checks), len(checks))


def concepts_of(source: dict[str, Any]) -> list[str]:
    """Return the concepts that a payload or a check names; devices may have written anything."""
    named = source.get("concepts")
    if not isinstance(named, list):
        return []
    return list(dict.fromkeys(each for each in named if isinstance(each, str)))
