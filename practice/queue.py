"""Reads for the queue: what to do next, what is known, what was done."""

from dataclasses import dataclass
from datetime import UTC, datetime

from exercises.format.concepts import Concept
from exercises.selectors import concept_map
from grader.models import Learner
from practice.attempts import now_ms
from practice.items import items_list
from practice.model.choosing import Choice, Moment, choices, recall
from practice.model.days import day_index
from practice.model.events import Event
from practice.model.folding import Knowledge, fold
from practice.models import AttemptEvent

THEN_COUNT = 4
HISTORY_COUNT = 12


@dataclass(frozen=True)
class ConceptState:
    """How well one concept is known: probabilities of recall now, None where never met."""

    slug: str
    title: str
    know: float | None
    do: float | None
    last_seen: datetime | None


@dataclass(frozen=True)
class HistoryLine:
    """One thing the learner did, for reading."""

    title: str
    url: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class Queue:
    """Everything the practice page shows."""

    choice: Choice | None
    then: list[Choice]
    concepts: list[ConceptState]
    history: list[HistoryLine]


def queue_get(learner: Learner | None, *, minutes: float | None = None) -> Queue:
    """Return the queue of a learner, or of a newcomer of whom nothing is known."""
    events = _events(learner)
    moment = _moment(events)
    knowledge = fold(events, moment.day)
    concepts = concept_map()
    ranked = choices(
        items_list(),
        knowledge,
        {slug: concept.title for slug, concept in concepts.items()},
        {slug: tuple(concept.prerequisites) for slug, concept in concepts.items()},
        moment,
        minutes=minutes,
    )
    return Queue(
        choice=ranked[0] if ranked else None,
        then=ranked[1 : 1 + THEN_COUNT],
        concepts=_concept_states(knowledge, concepts, moment),
        history=_history(events),
    )


def concept_states_get(learner: Learner) -> list[ConceptState]:
    """Return what the learner knows of each concept."""
    events = _events(learner)
    moment = _moment(events)
    return _concept_states(fold(events, moment.day), concept_map(), moment)


def _events(learner: Learner | None) -> list[Event]:
    if learner is None:
        return []
    return [row.as_event() for row in AttemptEvent.objects.filter(learner=learner)]


def _moment(events: list[Event]) -> Moment:
    """Return now, where the learner was last seen."""
    t_ms = now_ms()
    offset = events[-1].tz_offset_min if events else 0
    return Moment(day=day_index(t_ms, offset), t_ms=t_ms, tz_offset_min=offset)


def _concept_states(
    knowledge: Knowledge, concepts: dict[str, Concept], moment: Moment
) -> list[ConceptState]:
    states = []
    for slug, concept in concepts.items():
        know, do = (recall(knowledge, slug, facet, moment) for facet in ("know", "do"))
        days = [memory.last_day for (name, _), memory in knowledge.memories.items() if name == slug]
        seen = datetime.fromtimestamp(max(days) * 86_400, UTC) if days else None
        states.append(ConceptState(slug, concept.title, know, do, seen))
    return states


def _history(events: list[Event]) -> list[HistoryLine]:
    known = {item.id: item for item in items_list()}
    done = [event for event in events if event.kind in {"quiz", "exercise_result"}]
    lines = []
    for event in sorted(done, key=lambda event: -event.t_eff_ms)[:HISTORY_COUNT]:
        item = known.get(event.item_id)
        title, url = (item.title, item.url) if item else (event.item_id, "")
        at = datetime.fromtimestamp(event.t_eff_ms / 1000, UTC)
        lines.append(HistoryLine(title, url, _outcome(event), at))
    return lines


def _outcome(event: Event) -> str:
    if event.kind == "quiz":
        return "right" if event.payload.get("correct") else "not right"
    checks = event.payload.get("checks", [])
    passed = sum(check.get("verdict") == "passed" for check in checks)
    return f"{passed} of {len(checks)} checks passed"
